using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Architecture;

/// <summary><c>AccessMatrix.txt</c>: the callers that each RPC admits, written independently of the contract.</summary>
internal static class AccessMatrix
{
    public static readonly IReadOnlyDictionary<string, (bool OwnRows, IReadOnlySet<string> LetIn)> Rows = File
        .ReadAllLines(Path.Combine(Repository.Root, "tests", "Architecture.Tests", "AccessMatrix.txt"))
        .Where(line => line.Length > 0 && line[0] != '#')
        .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
        .ToDictionary(
            cells => cells[0],
            cells => (cells[1] == "own", (IReadOnlySet<string>)cells[2].Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet()));

    /// <summary>One development identity of each kind, and its side of the wall of medical secrecy: 'd' (discipline), 'm' (mutual aid), 'h' (health of
    /// practitioners), or none. After '@': the desk that the token names.</summary>
    public static readonly IReadOnlyList<(string Identity, char Side)> Identities =
    [
        ("cdom-75", 'd'), ("cdom-75-president", 'd'), ("cdom-75-president@practitioner_health", 'h'), ("cdom-75-entraide", 'm'),
        ("formation-ile-de-france", ' '), ("formation-ile-de-france@practitioner_health", 'h'), ("formation-nationale", ' '),
        ("formation-nationale@practitioner_health", 'h'), ("chambre-ile-de-france", 'd'), ("chambre-nationale", 'd'),
        ("cnom-registre", ' '), ("cnom-discipline", 'd'), ("cnom-entraide", 'm'), ("cnom-entraide-approbateur", 'm'),
        ("cnom-entraide-approbateur-2", 'm'), ("cnom-tresorier", 'm'), ("cnom-presse", ' '), ("cnom-presse-approbateur", ' '), ("cnom-audit", ' '),
        ("cnam", ' '), ("ars-idf", ' '), ("assureur", ' '), ("medecin-10001234567", 'm'), ("medecin-10001234567@own_disciplinary_case", 'd'),
        ("svc-registry", ' '), ("svc-discipline", 'd'), ("svc-mutual-aid", 'm'), ("svc-communiques", ' '),
    ];

    private static readonly string[] OfHealth =
    [
        "ordre.registry.v1.ApplicationsService/GetRefusalGround", "ordre.registry.v1.RestrictionsService/GetHealthGround",
        "ordre.registry.v1.RestrictionsService/GetSuspensionGround", "ordre.registry.v1.RestrictionsService/LiftSuspension",
        "ordre.registry.v1.RestrictionsService/ListSuspensionDetails", "ordre.registry.v1.RestrictionsService/RenewSuspension",
    ];

    /// <summary>Acts that need a sign-in of the last five minutes. Written by hand, as the matrix is.</summary>
    public static readonly IReadOnlyList<string> GraveActs =
    [
        "ordre.communiques.v1.CommuniquesService/ApproveCommunique",
        "ordre.discipline.v1.DecisionsService/RecordDecision", "ordre.discipline.v1.DecisionsService/RecordFurtherDecision",
        "ordre.discipline.v1.ReferralsService/SignReferral", "ordre.discipline.v1.ReferralsService/TransmitInPlace",
        "ordre.mutualaid.v1.AidRequestsService/ApproveAidRequest",
        "ordre.registry.v1.ApplicationsService/SignDecision",
        "ordre.registry.v1.DuplicatesService/MergeRecords", "ordre.registry.v1.DuplicatesService/UndoMerge",
        "ordre.registry.v1.RegistrationsService/CorrectFact",
        "ordre.registry.v1.RestrictionsService/CorrectRelief", "ordre.registry.v1.RestrictionsService/LiftSuspension",
        "ordre.registry.v1.RestrictionsService/RecordRelief", "ordre.registry.v1.RestrictionsService/RecordSuspension",
    ];

    public static char SideOf(string rpc) =>
        OfHealth.Contains(rpc) || rpc.StartsWith("ordre.registry.v1.FitnessProceduresService/", StringComparison.Ordinal) ? 'h'
        : rpc.StartsWith("ordre.discipline.", StringComparison.Ordinal) ? 'd'
        : rpc.StartsWith("ordre.mutualaid.", StringComparison.Ordinal) ? 'm'
        : ' ';
}
