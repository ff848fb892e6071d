using OrdreCouncils.Protos.Registry.V1;

namespace OrdreCouncils.WebConsole.Ui;

/// <summary>Statuses and restrictions of the register in French.</summary>
internal static class RegisterWords
{
    public static string Of(RegistrationStatus status) => status switch
    {
        RegistrationStatus.Registered => "Inscrit au tableau",
        RegistrationStatus.StruckOff => "Radié",
        RegistrationStatus.NoRecord => "Inconnu du tableau",
        RegistrationStatus.Left => "A quitté le tableau",
        RegistrationStatus.Deceased => "Décédé",
        RegistrationStatus.InTransfer => "En transfert",
        _ => "",
    };

    public static string Of(RestrictionKind kind) => kind switch
    {
        RestrictionKind.BanFromFunctions => "Interdiction de fonctions",
        RestrictionKind.BanFromPractice => "Interdiction d’exercer",
        RestrictionKind.Radiation => "Radiation",
        RestrictionKind.Suspension => "Suspension",
        _ => "",
    };

    public static string Of(Restriction restriction)
    {
        var until = restriction.EndsOn is null ? "" : $" au {Dates.Of(restriction.EndsOn)}";
        return $"{Of(restriction.Kind)}{(restriction.Partial ? " partielle" : "")} du {Dates.Of(restriction.EffectiveOn)}{until}";
    }

    /// <summary>« Dr MARTIN Paul ».</summary>
    public static string Name(string title, string familyName, string givenName) => $"{Title(title)} {familyName} {givenName}".Trim();

    private static string Title(string title) => title switch
    {
        "PR" => "Pr",
        _ => "Dr",
    };
}
