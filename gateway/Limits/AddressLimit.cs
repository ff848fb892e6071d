using System.Text;
using OrdreCouncils.Gateway.Answers;

namespace OrdreCouncils.Gateway.Limits;

/// <summary>Refuses a long address in the terms of its face. The server, which accepts longer request lines than this, would answer without a body.</summary>
internal sealed class AddressLimit(RequestDelegate next)
{
    /// <summary>As many servers and proxies allow: RFC 9110, 4.1 asks for 8,000 octets at least.</summary>
    internal const int Longest = 8_000;

    public Task InvokeAsync(HttpContext http)
    {
        var request = http.Request;
        var length = Encoding.UTF8.GetByteCount(request.Path.Value ?? "") + (request.QueryString.Value?.Length ?? 0);
        return length > Longest ? Refusal.AddressTooLong(Longest).WriteAsync(http) : next(http);
    }
}
