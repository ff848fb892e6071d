using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace OrdreCouncils.Benchmarks;

/// <summary>A plain Kestrel host, the peer that services are compared with.</summary>
internal static class BareHost
{
    public static WebApplicationBuilder Create(HttpProtocols protocols)
    {
        var builder = WebApplication.CreateSlimBuilder();
        // The same log level as the services, so that logging does not change the ratio.
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, options => options.Protocols = protocols));
        return builder;
    }
}
