"""First names that are hardly ever anything else, in lower case without accents; for finding strangers."""

FIRST_NAMES = frozenset(
    """aaron abdul adam adrian agnieszka ahmed aisha alan albert alejandro alessandro alex alexander alexandra
    alexandre ali alice alicia alina amanda amelia amir amy ana anas andre andrea andreas andrei andrew
    andrey andrzej angela angelica anita anja anjali ann anna annabel anne annette anthony anton antonio
    anya arjun arthur ayesha barbara beatriz ben benjamin bernard beth bianca bjorn bogdan brandon brian
    bruno camila camille carla carlos carmen carol caroline catarina catherine cecilia charles charlotte
    chen chloe christian christina christine christopher claire clara claudia claudio cristina daniel
    daniela danielle daria david deborah deepak denise dennis derek diana diego dieter dmitri dmitry dmytro
    dominik donna dorothy edward ekaterina elena eli elias elisabeth elizabeth ella emeka emil emilia emilio
    emily emma eric erik esther eugenia eva evelyn fabian fabio farhan fatima felipe felix fernanda fernando
    fiona florian frances francesca francesco francisco francois frank gabriel gabriela george gerhard
    gianni giovanni giulia giuseppe gloria gonzalo grzegorz guilherme gustavo hannah hans harold hassan
    heather heike heinz helen helena henrik henry hugo ian ibrahim igor ines ingrid irina isaac isabel
    isabella ivan ivana jacob jacqueline james jan jane janet jannik jason javier jean jennifer jens jeremy
    jerome jessica jesus jing joan joana joao joaquin johan johannes john jon jonas jonathan jordan jorge
    jose joseph joshua juan judith julia julian juliana julie jun jurgen karen karim karl karolina katarina
    kate katherine kathleen katja katrin kayla keith kelly kenji kenneth kevin khalid kim klaus kristina
    kumar kyle lara larissa laura lauren leandro lee lena leo leon leonardo leonie leticia liam lina linda
    lisa liu lorena louis louise luca lucas lucia luciana luis luisa lukas luke magdalena mahmoud manuel
    marc marcel marcela marcelo marcin marco marcos marek margaret maria mariana marie marina mario marion
    marisol marius mariusz marko markus marta martha martin martina mary mateo mateus matej mateusz matteo
    matthew matthias mauricio megan mehmet melanie melissa mia michael michal michel michele michelle miguel
    mikhail milan milena miriam mohamed mohammed monica monika muhammad murat nadia nadine natalia natalie
    natasha nathan nicholas nicolas nicole niels nikita nikola nina noah nora oksana oleg oleksandr olena
    olga oliver olivia omar oscar pablo pamela paolo patricia patrick paul paula paulo pavel pawel pedro
    peter petra philip philippe pierre piotr priya rachel rafael raj rajesh ramon raquel raul ravi rebecca
    renata ricardo richard robert roberta roberto rodrigo roger roland roman ronald rosa ruben ryan sabine
    sabrina sam samantha samir samuel sandra sanjay sara sarah sebastian sergei sergey sergio sharon silvia
    simon simone sofia sonia sophia sophie stefan stefanie stefano stephanie stephen steven susan susana
    susanne svetlana sven sylvia tamara tanja tanya taras tatiana teresa thiago thomas tiago tim timothy
    tobias tomas tomasz tony ulrich ursula uwe valentina valeria vanessa vera veronica victor victoria
    viktor viktoria vincent vladimir walter wei wolfgang xavier yana yan yasmin yuki yulia yusuf yvonne
    zhang zoe zoran""".split()  # noqa: SIM905
)
