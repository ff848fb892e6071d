using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Connections;
using OrdreCouncils.Gateway.Limits;

namespace OrdreCouncils.Gateway.Listening;

/// <summary>Closes connections of one address beyond a number, before TLS and before a byte of them is read.</summary>
internal sealed class ConnectionLimiter(int limit)
{
    private readonly ConcurrentDictionary<string, int> open = new(StringComparer.Ordinal);

    public ConnectionDelegate Bound(ConnectionDelegate next) => async connection =>
    {
        var network = CallLimits.Network((connection.RemoteEndPoint as IPEndPoint)?.Address);
        if (open.AddOrUpdate(network, 1, static (_, count) => count + 1) <= limit)
        {
            try
            {
                await next(connection);
            }
            finally
            {
                Leave(network);
            }

            return;
        }

        Leave(network);
        connection.Abort();
    };

    private void Leave(string network)
    {
        if (open.AddOrUpdate(network, 0, static (_, count) => count - 1) <= 0)
            open.TryRemove(new KeyValuePair<string, int>(network, 0));
    }
}
