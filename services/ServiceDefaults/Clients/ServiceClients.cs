using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Configuration;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.MutualTls;

namespace OrdreCouncils.ServiceDefaults.Clients;

/// <summary>gRPC clients of other services. Calls carry this service's token, and the token of the person for whom it acts.</summary>
public static class ServiceClients
{
    public static void AddServiceClient<TClient>(this IServiceCollection services, IConfiguration configuration, string service)
        where TClient : ClientBase
    {
        var address = configuration[$"Services:{service}"];
        if (string.IsNullOrEmpty(address))
            throw new InvalidOperationException($"Services:{service} is missing. Write the gRPC address of that service, such as http://registry:8081.");

        var identity = configuration.GetSection(IdentityOptions.Section).Get<IdentityOptions>() ?? new IdentityOptions();
        if (!Uri.TryCreate(identity.TokenEndpoint, UriKind.Absolute, out var endpoint) || identity.ClientId.Length == 0)
        {
            throw new InvalidOperationException(
                $"Identity:TokenEndpoint or Identity:ClientId is missing. Write both, and Identity:ClientSecret: calls to {service} carry this service's own token.");
        }

        if (endpoint.Scheme != Uri.UriSchemeHttps && !identity.AllowHttp)
            throw new InvalidOperationException("Identity:TokenEndpoint must be https: this service's secret goes there.");

        MutualTlsRegistration.CheckAddress(configuration, $"Services:{service}", address);
        services.AddKeyedSingleton(service, (provider, _) => GrpcChannel.ForAddress(address, new GrpcChannelOptions
        {
            HttpHandler = new SocketsHttpHandler
            {
                EnableMultipleHttp2Connections = true,
                KeepAlivePingDelay = TimeSpan.FromSeconds(30),
                KeepAlivePingTimeout = TimeSpan.FromSeconds(10),
                ConnectTimeout = TimeSpan.FromSeconds(3),
            }.WithCertificatesOf(provider),
            DisposeHttpClient = true,
        }));
        services.AddSingleton(provider => (TClient)Activator.CreateInstance(
            typeof(TClient), provider.GetRequiredKeyedService<GrpcChannel>(service))!);
    }

    /// <summary>Options for a call made while answering another: that call's deadline and cancellation, and its person's token.</summary>
    public static async Task<CallOptions> OutgoingAsync(this ServiceTokens tokens, ServerCallContext incoming)
    {
        var options = await tokens.OutgoingAsync(incoming.CancellationToken);
        var http = incoming.GetHttpContext();
        var authorization = http.Request.Headers.Authorization.ToString();
        if (incoming.Caller().OnBehalfOf is not null)
            options.Headers!.Add(OnBehalfOf.Header, http.Request.Headers[OnBehalfOf.Header].ToString());
        else if (!incoming.Caller().IsService && authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
            options.Headers!.Add(OnBehalfOf.Header, authorization["Bearer ".Length..]);

        return incoming.Deadline < options.Deadline ? options.WithDeadline(incoming.Deadline) : options;
    }

    public static async Task<CallOptions> OutgoingAsync(this ServiceTokens tokens, CancellationToken cancellation)
    {
        string token;
        try
        {
            token = await tokens.GetAsync(cancellation);
        }
        catch (Exception) when (!cancellation.IsCancellationRequested)
        {
            throw Fault.Unavailable(Reasons.DependencyUnavailable, "The identity provider does not answer.", TimeSpan.FromSeconds(2));
        }

        return new CallOptions(new Metadata { { "authorization", $"Bearer {token}" } }, DateTime.UtcNow + tokens.CallLimit, cancellation);
    }

    internal static void AddServiceTokens(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<IdentityOptions>(configuration.GetSection(IdentityOptions.Section));
        var calls = configuration.GetSection(ServiceCallOptions.Section);
        Settings.Validate(calls.Get<ServiceCallOptions>() ?? new ServiceCallOptions(), ServiceCallOptions.Section);
        services.Configure<ServiceCallOptions>(calls);
        services.AddSingleton<ServiceTokens>();
    }
}
