using OrdreCouncils.WebConsole.Hosting;

namespace OrdreCouncils.WebConsole.SignIn;

/// <summary>Office for which a session is opened: one desk of access.proto, chosen at the sign-in. A person with two offices signs in to one at a
/// time.</summary>
/// <param name="Code">In addresses.</param>
/// <param name="Desk">Value of the token's claim <c>desk</c>.</param>
/// <param name="Label">On the page of sign-in.</param>
/// <param name="Hint">Who chooses it.</param>
internal sealed record Office(string Code, string Desk, string Label, string Hint)
{
    private static readonly Office[] Ordre =
    [
        new("personnel", "register_and_discipline", "Personnel de l’Ordre", "Conseils départementaux, chambres disciplinaires, Conseil national."),
        new("medecin", "own_person", "Médecin", "Votre situation au tableau, vos attestations, qui a consulté votre fiche."),
        new("mon-dossier", "own_disciplinary_case", "Mon dossier disciplinaire", "Médecin mis en cause : votre affaire et ses délais."),
    ];

    private static readonly Office[] Entraide =
    [
        new("entraide", "mutual_aid", "Commission d’entraide", "Référents des conseils, instructeurs, décideurs, trésorerie."),
        new("medecin", "own_person", "Médecin", "Demander une aide, suivre vos demandes."),
    ];

    /// <summary>Offices of one side of the wall.</summary>
    public static IReadOnlyList<Office> At(string consoleDesk) => consoleDesk == ConsoleOptions.Entraide ? Entraide : Ordre;

    public static Office? Find(string consoleDesk, string? code) => At(consoleDesk).FirstOrDefault(office => office.Code == code);
}
