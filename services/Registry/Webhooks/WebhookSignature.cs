using System.Security.Cryptography;
using System.Text;

namespace OrdreCouncils.Registry.Webhooks;

/// <summary>The signature of Standard Webhooks (v1): HMAC-SHA256 over <c>id.timestamp.body</c>.</summary>
internal static class WebhookSignature
{
    /// <summary>The value of the header <c>webhook-signature</c>: a signature by each secret, separated by spaces.</summary>
    public static string Of(IReadOnlyList<byte[]> secrets, string id, string timestamp, byte[] body)
    {
        byte[] message = [.. Encoding.ASCII.GetBytes($"{id}.{timestamp}."), .. body];
        return string.Join(' ', secrets.Select(secret => "v1," + Convert.ToBase64String(HMACSHA256.HashData(secret, message))));
    }
}
