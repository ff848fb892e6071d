using OrdreCouncils.Development.Clock;

namespace OrdreCouncils.Local;

public sealed record LocalOptions
{
    /// <summary>Folder of the SQLite files and of the keys.</summary>
    public required string DataFolder { get; init; }

    /// <summary>HTTP/1.1. For this and the other ports, 0 takes a free one.</summary>
    public int HttpPort { get; init; }

    /// <summary>gRPC without TLS.</summary>
    public int GrpcPort { get; init; }

    /// <summary>HTTP/1.1 and gRPC over TLS, with a self-signed development certificate.</summary>
    public int TlsPort { get; init; }

    /// <summary>The development identity issuer; a browser reaches it there directly.</summary>
    public int IdentityPort { get; init; }

    /// <summary>Life of the access tokens that the issuer gives.</summary>
    public TimeSpan TokenLife { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Clock by which the issuer signs people in; services judge the age of a sign-in by the machine's.</summary>
    public TimeProvider SignInTime { get; init; } = TimeProvider.System;

    /// <summary>Also starts the two web consoles.</summary>
    public bool Console { get; init; }

    /// <summary>HTTPS, the console of register and discipline.</summary>
    public int ConsolePort { get; init; }

    /// <summary>HTTPS, the console of mutual aid.</summary>
    public int AidConsolePort { get; init; }

    /// <summary>PostgreSQL connection string of an account that may create databases; empty for SQLite files.</summary>
    public string Postgres { get; init; } = "";

    /// <summary>Prefix of the names of the PostgreSQL databases.</summary>
    public string DatabasePrefix { get; init; } = "ordre_";

    /// <summary>StackExchange.Redis configuration; empty for an in-process cache.</summary>
    public string Redis { get; init; } = "";

    /// <summary>Additional settings of the gateway, such as limits.</summary>
    public IReadOnlyDictionary<string, string?> Gateway { get; init; } = new Dictionary<string, string?>();

    public MovableClock Clock { get; init; } = new();

    /// <summary>Registrations added to every host; tests use it to capture logs.</summary>
    public Action<IServiceCollection>? Services { get; init; }
}
