namespace OrdreCouncils.Registry.Attestations;

/// <summary>The public addresses, from the root of the site.</summary>
internal static class AttestationPaths
{
    public const string Form = "/attestations";
    public const string Keys = "/attestations/keys";
    public const string Style = "/attestations/style.css";

    public static string Of(string code) => $"{Form}/{code}";

    public static string Document(string code) => $"{Form}/{code}/jws";
}
