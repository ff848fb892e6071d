using OrdreCouncils.Protos.Discipline.V1;

namespace OrdreCouncils.WebConsole.Ui;

/// <summary>Complaints in French.</summary>
internal static class ComplaintWords
{
    public static string Of(ComplaintLack lack) => lack switch
    {
        ComplaintLack.Signature => "la signature de l’auteur (CSP R.4126-1)",
        ComplaintLack.Deliberation => "la délibération de la personne morale (CSP R.4126-1)",
        ComplaintLack.Copies => "des copies, autant que de parties et deux de plus (CSP R.4126-11)",
        _ => "",
    };
}
