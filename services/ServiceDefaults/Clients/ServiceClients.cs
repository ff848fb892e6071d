using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Configuration;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.MutualTls;

namespace OrdreCouncils.ServiceDefaults.Clients;

/// <summary>gRPC clients of other services. Calls carry this service's token, and an exchanged token of the person for whom it acts: see
/// docs/decisions/0022.</summary>
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

        // The name of a service in settings and audiences: registry, mutual-aid.
        var audience = configuration[$"Services:{service}Audience"] ?? IdentityOptions.DefaultAudience(service);
        services.TryAddSingleton<TokenEndpoint>();
        services.TryAddKeyedSingleton(service, (provider, _) => new ServiceTokens(
            provider.GetRequiredService<TokenEndpoint>(), audience, provider.GetRequiredService<IOptions<ServiceCallOptions>>().Value.Limit,
            provider.GetRequiredService<ILogger<ServiceTokens>>()));
        MutualTlsRegistration.CheckAddress(configuration, $"Services:{service}", address);
        services.AddKeyedSingleton(service, (provider, _) => ServiceChannel.Open(address, new SocketsHttpHandler
        {
            EnableMultipleHttp2Connections = true,
            KeepAlivePingDelay = TimeSpan.FromSeconds(30),
            KeepAlivePingTimeout = TimeSpan.FromSeconds(10),
            ConnectTimeout = TimeSpan.FromSeconds(3),
        }.WithCertificatesOf(provider)));
        services.AddSingleton(provider => (TClient)Activator.CreateInstance(
            typeof(TClient), provider.GetRequiredKeyedService<GrpcChannel>(service))!);
    }

    /// <summary>Options for a call made while answering another: that call's deadline and cancellation, and its person's token, exchanged.</summary>
    public static async Task<CallOptions> OutgoingAsync(this ServiceTokens tokens, ServerCallContext incoming)
    {
        var options = await tokens.OutgoingAsync(incoming.CancellationToken);
        if (PersonToken(incoming) is { Length: > 0 } token)
            options.Headers!.Add(OnBehalfOf.Header, await tokens.ExchangeAsync(token, incoming.CancellationToken));

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
            throw IssuerAway();
        }

        return new CallOptions(new Metadata { { "authorization", $"Bearer {token}" } }, DateTime.UtcNow + tokens.CallLimit, cancellation);
    }

    internal static void AddServiceCalls(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<IdentityOptions>(configuration.GetSection(IdentityOptions.Section));
        var calls = configuration.GetSection(ServiceCallOptions.Section);
        Settings.Validate(calls.Get<ServiceCallOptions>() ?? new ServiceCallOptions(), ServiceCallOptions.Section);
        services.Configure<ServiceCallOptions>(calls);
    }

    // A service that acts for a person may call a third one for the same person.
    private static string PersonToken(ServerCallContext incoming)
    {
        var headers = incoming.GetHttpContext().Request.Headers;
        if (incoming.Caller().OnBehalfOf is not null)
            return headers[OnBehalfOf.Header].ToString();
        const string bearer = "Bearer ";
        var authorization = headers.Authorization.ToString();
        return !incoming.Caller().IsService && authorization.StartsWith(bearer, StringComparison.OrdinalIgnoreCase) ? authorization[bearer.Length..] : "";
    }

    private static async Task<string> ExchangeAsync(this ServiceTokens tokens, string token, CancellationToken cancellation)
    {
        try
        {
            return await tokens.Persons.ForAsync(token, cancellation);
        }
        catch (TokenRefusedException refused) when (refused.Error == "invalid_grant")
        {
            throw Fault.Unauthenticated(Reasons.TokenInvalid, "The identity provider no longer vouches for your token. Ask it for another.");
        }
        catch (Exception) when (!cancellation.IsCancellationRequested)
        {
            throw IssuerAway();
        }
    }

    private static RpcException IssuerAway() =>
        Fault.Unavailable(Reasons.DependencyUnavailable, "The identity provider does not answer.", TimeSpan.FromSeconds(2));
}
