using OrdreCouncils.Development.Clock;

namespace OrdreCouncils.Local;

/// <summary>Where the local platform keeps its data and answers.</summary>
public sealed record LocalOptions
{
    /// <summary>Folder of the SQLite files.</summary>
    public required string DataFolder { get; init; }

    /// <summary>HTTP/1.1; 0 for a free port, as for the two others.</summary>
    public int HttpPort { get; init; }

    /// <summary>gRPC without TLS.</summary>
    public int GrpcPort { get; init; }

    /// <summary>HTTP/1.1 and gRPC over TLS, with a self-signed development certificate.</summary>
    public int TlsPort { get; init; }

    /// <summary>PostgreSQL connection string of an account that may create databases; empty for SQLite files.</summary>
    public string Postgres { get; init; } = "";

    /// <summary>What the names of the PostgreSQL databases begin with.</summary>
    public string DatabasePrefix { get; init; } = "ordre_";

    /// <summary>StackExchange.Redis configuration; empty for a cache in the process only.</summary>
    public string Redis { get; init; } = "";

    /// <summary>More configuration of the gateway, such as other limits.</summary>
    public IReadOnlyDictionary<string, string?> Gateway { get; init; } = new Dictionary<string, string?>();

    public MovableClock Clock { get; init; } = new();

    /// <summary>Extra registrations for every service; how tests listen to logs.</summary>
    public Action<IServiceCollection>? Services { get; init; }
}
