namespace OrdreCouncils.Gateway;

/// <summary>Where a started gateway answers.</summary>
/// <param name="Http">HTTP/1.1.</param>
/// <param name="Grpc">HTTP/2 without TLS.</param>
/// <param name="Tls">TLS; empty without a certificate.</param>
public sealed record GatewayAddresses(string Http, string Grpc, string Tls);
