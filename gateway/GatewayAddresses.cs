namespace OrdreCouncils.Gateway;

/// <summary>Where a started gateway answers.</summary>
/// <param name="Grpc">HTTP/2 without TLS.</param>
/// <param name="Http">HTTP/1.1.</param>
/// <param name="Tls">TLS; null without a certificate.</param>
public sealed record GatewayAddresses(string Grpc, string Http, string? Tls);
