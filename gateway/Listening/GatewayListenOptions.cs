namespace OrdreCouncils.Gateway.Listening;

/// <summary>Configuration section <c>Listen</c>: where the gateway answers. Port 0 takes a free one.</summary>
internal sealed class GatewayListenOptions
{
    public const string Section = "Listen";

    /// <summary>IP address to listen on; loopback unless a container says otherwise.</summary>
    public string Address { get; set; } = "127.0.0.1";

    /// <summary>HTTP/1.1: public pages, FHIR, health.</summary>
    public int HttpPort { get; set; } = 8080;

    /// <summary>HTTP/2 without TLS: gRPC, behind whatever ends TLS.</summary>
    public int GrpcPort { get; set; } = 8081;

    /// <summary>TLS, HTTP/1.1 and HTTP/2. Not opened without a certificate.</summary>
    public int TlsPort { get; set; } = 8443;
}
