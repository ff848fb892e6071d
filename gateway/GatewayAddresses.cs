namespace OrdreCouncils.Gateway;

/// <summary>Base addresses of a started gateway; Tls is empty without a certificate.</summary>
public sealed record GatewayAddresses(string Http, string Grpc, string Tls);
