using System.Globalization;
using System.Text;

namespace OrdreCouncils.ServiceDefaults.Errors;

/// <summary>The header <c>grpc-message</c>, for answers that the gRPC server does not write itself.</summary>
public static class GrpcMessage
{
    /// <summary>Percent-encodes the bytes that the gRPC protocol (PROTOCOL-HTTP2, "Percent-Encoded") names and no others: some clients show the message
    /// without decoding it.</summary>
    public static string Escape(string message)
    {
        if (message.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0 && !message.Contains('%', StringComparison.Ordinal))
            return message;
        var escaped = new StringBuilder(message.Length + 16);
        foreach (var octet in Encoding.UTF8.GetBytes(message))
        {
            if (octet is >= 0x20 and <= 0x7E and not (byte)'%')
                escaped.Append((char)octet);
            else
                escaped.Append(CultureInfo.InvariantCulture, $"%{octet:X2}");
        }

        return escaped.ToString();
    }
}
