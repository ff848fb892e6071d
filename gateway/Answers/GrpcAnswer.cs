using System.Globalization;
using System.Text;
using Grpc.Core;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Gateway.Answers;

/// <summary>A gRPC error written by the gateway: HTTP 200 with the status in the headers ("trailers-only" in the gRPC protocol).</summary>
internal static class GrpcAnswer
{
    public static Task WriteAsync(HttpContext http, RpcException fault)
    {
        var response = http.Response;
        response.Clear();
        response.ContentType = "application/grpc";
        foreach (var (name, value) in Fields(fault))
            response.Headers[name] = value;
        return response.CompleteAsync();
    }

    public static void End(HttpResponse response, RpcException fault)
    {
        foreach (var (name, value) in Fields(fault))
            response.AppendTrailer(name, value);
    }

    /// <summary>Percent-encodes the bytes that the gRPC protocol (PROTOCOL-HTTP2, "Percent-Encoded") names and no others: some clients show the message
    /// without decoding it.</summary>
    internal static string Escape(string message)
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

    private static IEnumerable<(string Name, string Value)> Fields(RpcException fault)
    {
        yield return ("grpc-status", ((int)fault.StatusCode).ToString(CultureInfo.InvariantCulture));
        yield return ("grpc-message", Escape(fault.Status.Detail));
        if (fault.Trailers.GetValueBytes(Fault.DetailsTrailer) is { } details)
            yield return (Fault.DetailsTrailer, Convert.ToBase64String(details));
    }
}
