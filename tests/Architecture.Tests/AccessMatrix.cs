using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Architecture;

/// <summary>The second opinion on who may call what: <c>AccessMatrix.txt</c>.</summary>
internal static class AccessMatrix
{
    public static readonly IReadOnlyDictionary<string, (bool OwnRows, IReadOnlySet<string> LetIn)> Rows = File
        .ReadAllLines(Path.Combine(Repository.Root, "tests", "Architecture.Tests", "AccessMatrix.txt"))
        .Where(line => line.Length > 0 && line[0] != '#')
        .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
        .ToDictionary(
            cells => cells[0],
            cells => (cells[1] == "own", (IReadOnlySet<string>)cells[2].Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet()));

    /// <summary>Every development identity, one of each family, and on which side of the wall of medical secrecy it stands: 'd', 'm', or neither.</summary>
    public static readonly IReadOnlyList<(string Identity, char Side)> Identities =
    [
        ("cdom-75", 'd'), ("cdom-75-president", 'd'), ("cdom-75-entraide", 'm'), ("chambre-ile-de-france", 'd'), ("chambre-nationale", 'd'),
        ("cnom-registre", ' '), ("cnom-discipline", 'd'), ("cnom-entraide", 'm'), ("cnom-entraide-approbateur", 'm'),
        ("cnom-entraide-approbateur-2", 'm'), ("cnom-tresorier", 'm'), ("cnom-presse", ' '), ("cnom-presse-approbateur", ' '), ("cnom-audit", ' '),
        ("cnam", ' '), ("ars-idf", ' '), ("assureur", ' '), ("medecin-10001234567", 'm'),
        ("svc-registry", ' '), ("svc-discipline", 'd'), ("svc-mutual-aid", 'm'), ("svc-communiques", ' '),
    ];

    /// <summary>On which side of the wall an RPC works.</summary>
    public static char SideOf(string rpc) =>
        rpc.StartsWith("ordre.discipline.", StringComparison.Ordinal) ? 'd' : rpc.StartsWith("ordre.mutualaid.", StringComparison.Ordinal) ? 'm' : ' ';
}
