namespace OrdreCouncils.ServiceDefaults.Hosting;

/// <summary>Configuration section <c>Listen</c>: where a service answers. Port 0 takes a free one.</summary>
public sealed class ListenOptions
{
    public const string Section = "Listen";

    /// <summary>IP address to listen on; loopback unless a container says otherwise.</summary>
    public string Address { get; set; } = "127.0.0.1";

    /// <summary>HTTP/2 without TLS: gRPC.</summary>
    public int GrpcPort { get; set; }

    /// <summary>HTTP/1.1: health, and the HTTP faces a service has.</summary>
    public int HttpPort { get; set; }
}
