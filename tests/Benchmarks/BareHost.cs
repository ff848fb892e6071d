using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace OrdreCouncils.Benchmarks;

/// <summary>Kestrel with nothing around it.</summary>
internal static class BareHost
{
    public static WebApplicationBuilder Create(HttpProtocols protocols)
    {
        var builder = WebApplication.CreateSlimBuilder();
        // As quiet as the services are, and as ready to speak.
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, options => options.Protocols = protocols));
        return builder;
    }
}
