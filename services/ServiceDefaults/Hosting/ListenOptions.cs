namespace OrdreCouncils.ServiceDefaults.Hosting;

// Port 0 takes a free port. gRPC is HTTP/2; health and HTTP endpoints are HTTP/1.1. Both have no TLS unless MutualTls is configured.
public sealed class ListenOptions
{
    public const string Section = "Listen";

    public string Address { get; set; } = "127.0.0.1";

    public int GrpcPort { get; set; }

    public int HttpPort { get; set; }

    /// <summary>A port without TLS for probes of health alone; null for none.</summary>
    public int? HealthPort { get; set; }
}
