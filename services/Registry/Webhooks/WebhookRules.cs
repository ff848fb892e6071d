using System.Net;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Registry.Webhooks;

internal static class WebhookRules
{
    /// <summary>Prefix of a secret, as Standard Webhooks writes it.</summary>
    public const string SecretPrefix = "whsec_";

    /// <summary>How long a delivery is retried.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(1);

    public const int LongestRotation = 168;
    private const int LongestUrl = 500;
    private const int ShortestSecret = 24;
    private const int LongestSecret = 64;
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    /// <summary>Checks the form of an address. The resolved addresses of a name are checked again at each call.</summary>
    public static void Url(this Violations violations, string url, bool allowLoopback)
    {
        if (url.Length > LongestUrl || url.Any(char.IsControl) || TextFields.WithoutRefused(url).Length < url.Length
            || !Uri.TryCreate(url, UriKind.Absolute, out var address) || address.UserInfo.Length > 0 || address.Fragment.Length > 0 || address.Host.Length == 0)
        {
            violations.Add("url", $"Write an address such as https://example.org/changes: no user, no fragment, at most {LongestUrl} characters.");
            return;
        }

        if (allowLoopback && IsLoopback(address) && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps))
            return;
        if (address.Scheme != Uri.UriSchemeHttps || address.Port != 443)
            violations.Add("url", "Write an https address on port 443.");
        else if (address.IsLoopback || (IPAddress.TryParse(address.DnsSafeHost, out var ip) && !PublicAddress.Is(ip)))
            violations.Add("url", "Write a host in the public internet.");
    }

    public static byte[] Secret(this Violations violations, string secret)
    {
        if (secret.StartsWith(SecretPrefix, StringComparison.Ordinal) && secret.Length <= 2 * LongestSecret)
        {
            var bytes = new byte[secret.Length];
            if (Convert.TryFromBase64String(secret[SecretPrefix.Length..], bytes, out var length) && length is >= ShortestSecret and <= LongestSecret)
                return bytes[..length];
        }

        violations.Add("secret", $"Write {SecretPrefix} and the base64 of {ShortestSecret} to {LongestSecret} random bytes.");
        return [];
    }

    public static void EventTypes(this Violations violations, IReadOnlyCollection<WebhookEventType> types) => violations.Require(
        types.All(type => type != WebhookEventType.Unspecified && Enum.IsDefined(type)) && types.Distinct().Count() == types.Count,
        "event_types", "Write values of WebhookEventType, each once, or none.");

    /// <summary>The type under which a receiver gets a change; empty when it did not ask for it.</summary>
    /// <param name="chosen">Types that the partner chose; none for every change under the one type of earlier releases.</param>
    public static string TypeOf(PhysicianChange change, string chosen)
    {
        if (chosen.Length == 0)
            return "physician.changed";
        var type = change.MergedInto.Length > 0 ? WebhookEventType.PhysicianMerged
            : change.Physician is null ? WebhookEventType.PhysicianRemoved : WebhookEventType.PhysicianChanged;
        return chosen.Split(' ').Contains(type.ToString()) ? type switch
        {
            WebhookEventType.PhysicianMerged => "physician.merged",
            WebhookEventType.PhysicianRemoved => "physician.removed",
            _ => "physician.changed",
        } : "";
    }

    /// <summary>Wait after a failed attempt: doubles each time up to one hour, plus or minus a fifth so that deliveries spread out.</summary>
    /// <param name="chance">0 to 1.</param>
    public static TimeSpan Wait(int attempts, double chance)
    {
        var wait = Math.Min(LongestWait.TotalSeconds, FirstWait.TotalSeconds * Math.Pow(2, Math.Min(attempts - 1, 20)));
        return TimeSpan.FromSeconds(wait * (0.8 + (0.4 * chance)));
    }

    /// <summary>How long a receiver that sends Retry-After is left alone; never longer than a delivery lives.</summary>
    public static TimeSpan Pause(TimeSpan? asked) => asked is { } wait && wait > TimeSpan.Zero ? (wait < Life ? wait : Life) : TimeSpan.Zero;

    private static bool IsLoopback(Uri address) => IPAddress.TryParse(address.DnsSafeHost, out var ip) ? IPAddress.IsLoopback(ip) : address.IsLoopback;
}
