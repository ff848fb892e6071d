using System.Security.Cryptography;
using System.Text;

namespace OrdreCouncils.Registry.Webhooks;

/// <summary>The signature of Standard Webhooks (v1): HMAC-SHA256 over <c>id.timestamp.body</c>.</summary>
internal static class WebhookSignature
{
    /// <summary>The value of the header <c>webhook-signature</c>.</summary>
    public static string Of(byte[] secret, string id, string timestamp, byte[] body)
    {
        byte[] message = [.. Encoding.ASCII.GetBytes($"{id}.{timestamp}."), .. body];
        return "v1," + Convert.ToBase64String(HMACSHA256.HashData(secret, message));
    }
}
