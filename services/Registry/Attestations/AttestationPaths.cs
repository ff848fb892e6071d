namespace OrdreCouncils.Registry.Attestations;

internal static class AttestationPaths
{
    public const string Form = "/attestations";
    public const string Keys = "/attestations/keys";
    public const string StatusLists = "/attestations/status";

    public static string Of(string code) => $"{Form}/{code}";

    public static string StatusList(long list) => FormattableString.Invariant($"{StatusLists}/{list}");

    public static string Document(string code) => $"{Form}/{code}/jws";
}
