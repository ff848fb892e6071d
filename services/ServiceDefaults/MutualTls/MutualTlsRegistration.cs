using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OrdreCouncils.ServiceDefaults.Configuration;

namespace OrdreCouncils.ServiceDefaults.MutualTls;

public static class MutualTlsRegistration
{
    /// <summary>Registers <see cref="ProcessCertificates"/> when their files are configured; gives whether they are.</summary>
    public static bool AddMutualTls(this IServiceCollection services, IConfiguration configuration)
    {
        var options = configuration.GetSection(MutualTlsOptions.Section).Get<MutualTlsOptions>() ?? new MutualTlsOptions();
        Settings.Validate(options, MutualTlsOptions.Section);
        if (options.Enabled)
            services.AddSingleton(provider => new ProcessCertificates(options, provider.GetRequiredService<ILogger<ProcessCertificates>>()));
        return options.Enabled;
    }

    /// <summary>Refuses an address without TLS beside certificates, with which nobody would answer it.</summary>
    public static void CheckAddress(IConfiguration configuration, string setting, string address)
    {
        var options = configuration.GetSection(MutualTlsOptions.Section).Get<MutualTlsOptions>() ?? new MutualTlsOptions();
        if (options.Enabled && !address.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
            throw new InvalidOperationException($"{setting} must begin with https:// while MutualTls is configured.");
    }

    /// <summary>Options of a handler for calls to other processes of the platform.</summary>
    public static SocketsHttpHandler WithCertificatesOf(this SocketsHttpHandler handler, IServiceProvider services)
    {
        services.GetService<ProcessCertificates>()?.Present(handler);
        return handler;
    }

    internal static TlsHandshakeCallbackOptions Handshake(this ProcessCertificates certificates) =>
        new() { OnConnection = _ => ValueTask.FromResult(certificates.Server()) };
}
