using System.Text.RegularExpressions;

namespace OrdreCouncils.Development.Identity;

/// <summary>A development identity and the claims of its token.</summary>
/// <param name="ClientId">Name sent to <c>POST /dev/token</c>, and subject of the token.</param>
/// <param name="Roles">Values of the <c>roles</c> claim; <c>access.proto</c> lists them.</param>
public sealed partial record DevIdentity(string ClientId, string[] Roles, string Council = "", string Chamber = "", string Rpps = "", string Region = "")
{
    public bool IsService => ClientId.StartsWith("svc-", StringComparison.Ordinal);

    /// <summary>A display name in French, the claim <c>name</c>.</summary>
    public string Name => DevNames.Of(this);

    public static readonly IReadOnlyList<DevIdentity> Fixed =
    [
        new("chambre-nationale", ["national_chamber_registry"]),
        new("cnom-registre", ["national_registrar"]),
        new("cnom-discipline", ["national_discipline"]),
        new("formation-nationale", ["national_formation_president"]),
        new("cnom-entraide", ["aid_instructor"]),
        new("cnom-entraide-approbateur", ["aid_approver"]),
        new("cnom-entraide-approbateur-2", ["aid_approver"]),
        new("cnom-tresorier", ["treasurer"]),
        new("cnom-presse", ["press_writer"]),
        new("cnom-presse-approbateur", ["press_approver"]),
        new("cnom-audit", ["auditor"]),
        new("cnam", ["partner"]),
        new("ars-idf", ["partner"]),
        new("assureur", ["partner"]),
        new("svc-registry", ["service_registry"]),
        new("svc-discipline", ["service_discipline"]),
        new("svc-mutual-aid", ["service_mutual_aid"]),
        new("svc-communiques", ["service_communiques"]),
    ];

    public static readonly IReadOnlyList<(string Pattern, string Meaning)> Families =
    [
        ("cdom-NN", "clerk of council NN (department code)"),
        ("cdom-NN-president", "president of council NN"),
        ("cdom-NN-entraide", "mutual-aid referent of council NN"),
        ("chambre-NAME", "registry of the first-instance chamber NAME"),
        ("formation-NAME", "president of the restricted formation of the regional council NAME"),
        ("medecin-RPPS", "the physician of that RPPS number"),
    ];

    /// <summary>Persons with two offices, whose tokens should name a desk.</summary>
    public static readonly IReadOnlyList<(string Pattern, string Meaning)> TwoOffices =
    [
        ("cdom-NN-medecin-RPPS", "clerk of council NN who is the physician of that RPPS number"),
    ];

    /// <summary>One identity of each family, or a few, which the sign-in page offers beside <see cref="Fixed"/>.</summary>
    public static readonly IReadOnlyList<string> Examples =
    [
        "cdom-75", "cdom-75-president", "cdom-75-entraide", "cdom-75-medecin-10123456781", "cdom-62", "cdom-62-president", "cdom-13", "cdom-13-president",
        "formation-ile-de-france", "chambre-ile-de-france", "medecin-10123456781",
    ];

    public static DevIdentity? Find(string clientId)
    {
        if (Fixed.FirstOrDefault(identity => identity.ClientId == clientId) is { } known)
            return known;
        if (CouncilName().Match(clientId) is { Success: true } council)
        {
            var role = council.Groups["office"].Value switch
            {
                "-president" => "departmental_president",
                "-entraide" => "departmental_aid_referent",
                _ => "departmental_clerk",
            };
            return new DevIdentity(clientId, [role], Council: council.Groups["code"].Value);
        }

        if (ClerkAndPhysicianName().Match(clientId) is { Success: true } both)
        {
            return new DevIdentity(
                clientId, ["departmental_clerk", "physician"], Council: both.Groups["code"].Value, Rpps: both.Groups["rpps"].Value);
        }

        if (ChamberName().Match(clientId) is { Success: true } chamber)
            return new DevIdentity(clientId, ["chamber_registry"], Chamber: chamber.Groups["name"].Value);
        if (FormationName().Match(clientId) is { Success: true } formation)
            return new DevIdentity(clientId, ["regional_formation_president"], Region: formation.Groups["name"].Value);
        return PhysicianName().Match(clientId) is { Success: true } physician
            ? new DevIdentity(clientId, ["physician"], Rpps: physician.Groups["rpps"].Value)
            : null;
    }

    [GeneratedRegex(@"^cdom-(?<code>\d{2}|2[AB]|9[78]\d)(?<office>-president|-entraide)?$")]
    private static partial Regex CouncilName();

    [GeneratedRegex(@"^cdom-(?<code>\d{2}|2[AB]|9[78]\d)-medecin-(?<rpps>\d{11})$")]
    private static partial Regex ClerkAndPhysicianName();

    [GeneratedRegex(@"^chambre-(?<name>[a-z][a-z-]{1,60})$")]
    private static partial Regex ChamberName();

    [GeneratedRegex(@"^formation-(?<name>[a-z][a-z-]{1,60})$")]
    private static partial Regex FormationName();

    [GeneratedRegex(@"^medecin-(?<rpps>\d{11})$")]
    private static partial Regex PhysicianName();
}
