namespace OrdreCouncils.Gateway.Listening;

/// <summary>Configuration section <c>Listen</c>. Port 0 takes a free port; the TLS port is not opened without a certificate.</summary>
internal sealed class GatewayListenOptions
{
    public const string Section = "Listen";

    public string Address { get; set; } = "127.0.0.1";

    public int HttpPort { get; set; } = 8080;

    public int GrpcPort { get; set; } = 8081;

    public int TlsPort { get; set; } = 8443;

    /// <summary>Connections at once, of all ports; a further connection is closed.</summary>
    public int Connections { get; set; } = 20_000;

    /// <summary>Connections of one address on one port.</summary>
    public int ConnectionsPerAddress { get; set; } = 1_000;
}
