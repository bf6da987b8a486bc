"""English words so common that a term of that one word would match everywhere; the taxonomy's check warns of them."""

EVERYDAY = frozenset(
    (
        "a about after again against all also an and another any are around as at back bank be because been before "
        "best better big board book bring business but buy by call can case change charge close come company could "
        "cover current cut day deal do down drive drop early end even every face fair fall far fast few field fight "
        "find firm first five for four free from full further gap get give go good great group grow had half hand "
        "hard have he head help her here high him his hit hold home hot how i if in increase into is issue it its "
        "just keep key know large last late lead leave left less let level light like line little long look lose "
        "lot low made make man many mark market may might more most move much must near need net never new news "
        "next no not now number of off office old on once one only open or other our out over own part pay people "
        "place plan plant play point power press put race raise range rate read record rest right rise round rule "
        "run said same say second see sell set she should show side small so some state stay still stock stop store "
        "strike such support system take talk team tell than that the their them then there these they thing think "
        "this those three through time to today too top total train turn two under up us use very want war was watch "
        "way we week well were what when where which while who why will win with work would year yes yet you young"
    ).split()
)
