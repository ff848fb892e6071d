using OrdreCouncils.Protos.Registry.V1;

namespace OrdreCouncils.WebConsole.Ui;

/// <summary>Facts and declarations of the register in French.</summary>
internal static class FactWords
{
    public static string Of(FactKind kind, FactGround ground) => Of(ground) is { Length: > 0 } why ? $"{Of(kind)} — {why}" : Of(kind);

    public static string Of(DeclarationKind kind) => kind switch
    {
        DeclarationKind.ContactDetails => "Coordonnées changées",
        DeclarationKind.Practice => "Conditions d’exercice changées",
        DeclarationKind.Cessation => "Cessation déclarée",
        _ => "",
    };

    public static string Of(FactGround ground) => ground switch
    {
        FactGround.Application => "première inscription",
        FactGround.TransferIn => "venant d’un autre conseil",
        FactGround.Return => "retour au tableau",
        FactGround.Request => "à sa demande",
        FactGround.TransferOut => "vers un autre conseil",
        FactGround.Cessation => "n’exerce plus en France",
        FactGround.ConditionsNotMet => "conditions non remplies",
        FactGround.Death => "décès",
        FactGround.TransferRefused => "transfert refusé",
        FactGround.IllegalRegistration => "inscription illégale retirée",
        FactGround.RegistrationAnnulled => "inscription annulée",
        FactGround.RegistrationWithdrawn => "inscription retirée par le Conseil national",
        _ => "",
    };

    private static string Of(FactKind kind) => kind switch
    {
        FactKind.Entered => "Inscription au tableau",
        FactKind.Left => "Sortie du tableau",
        FactKind.Retired => "Retraite",
        FactKind.Resumed => "Reprise d’exercice",
        FactKind.Applied => "Demande de transfert",
        _ => "",
    };
}
