using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;

namespace OrdreCouncils.ServiceDefaults.MutualTls;

/// <summary>The certificate of this process and the authority of the others. The files are looked at again while connections are made, so that a renewal needs
/// no restart; files that cannot be read, such as a half of a renewal, leave the former ones in use.</summary>
public sealed class ProcessCertificates
{
    private const string ServerUse = "1.3.6.1.5.5.7.3.1";
    private const string ClientUse = "1.3.6.1.5.5.7.3.2";

    /// <summary>A connection from before a renewal is not used for longer.</summary>
    private static readonly TimeSpan ConnectionLife = TimeSpan.FromMinutes(10);

    private readonly MutualTlsOptions options;
    private readonly TimeSpan lookAgain;
    private readonly ILogger<ProcessCertificates> log;
    private readonly Lock gate = new();
    private volatile Material current;
    private long lookedAt = Environment.TickCount64;

    public ProcessCertificates(MutualTlsOptions options, ILogger<ProcessCertificates> log, TimeSpan? lookAgain = null)
    {
        (this.options, this.log, this.lookAgain) = (options, log, lookAgain ?? TimeSpan.FromSeconds(5));
        try
        {
            current = Material.Of(Texts());
        }
        catch (Exception exception) when (IsUnreadable(exception))
        {
            throw new InvalidOperationException("MutualTls: the files are no PEM files of a certificate, its key and an authority.", exception);
        }
    }

    /// <summary>Server side of a connection: presents the certificate, and accepts the callers that are named, each with a certificate of the
    /// authority.</summary>
    public SslServerAuthenticationOptions Server() => new()
    {
        ServerCertificate = Current().Certificate,
        ClientCertificateRequired = true,
        RemoteCertificateValidationCallback = (_, certificate, chain, _) =>
            certificate is X509Certificate2 caller && IsOfTheAuthority(caller, chain, ClientUse)
            && options.Callers.Any(name => name.Length > 0 && caller.MatchesHostname(name, allowWildcards: false, allowCommonName: false)),
    };

    /// <summary>Client side: presents the certificate, and accepts a server of the name that was called, with a certificate of the authority.</summary>
    public void Present(SocketsHttpHandler handler)
    {
        handler.PooledConnectionLifetime = ConnectionLife;
        handler.SslOptions = new SslClientAuthenticationOptions
        {
            LocalCertificateSelectionCallback = (_, _, _, _, _) => Current().Certificate,
            RemoteCertificateValidationCallback = (_, certificate, chain, faults) =>
                (faults & ~SslPolicyErrors.RemoteCertificateChainErrors) == SslPolicyErrors.None
                && certificate is X509Certificate2 server && IsOfTheAuthority(server, chain, ServerUse),
        };
    }

    private bool IsOfTheAuthority(X509Certificate2 certificate, X509Chain? sent, string use)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(Current().Authorities);
        // The authority's certificates live for days and are not listed when withdrawn.
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(use));
        if (sent is not null)
            chain.ChainPolicy.ExtraStore.AddRange(sent.ChainPolicy.ExtraStore);
        return chain.Build(certificate);
    }

    private Material Current()
    {
        if (Environment.TickCount64 - Interlocked.Read(ref lookedAt) < lookAgain.TotalMilliseconds)
            return current;
        lock (gate)
        {
            Interlocked.Exchange(ref lookedAt, Environment.TickCount64);
            try
            {
                // Former certificates are not disposed: handshakes may still use them.
                if (Texts() is var texts && texts != current.Texts)
                    current = Material.Of(texts);
            }
            catch (Exception exception) when (IsUnreadable(exception))
            {
                log.LogWarning("The new certificate of this process cannot be read ({Exception}); the former stays in use", exception.GetType().Name);
            }

            return current;
        }
    }

    private (string Certificate, string Key, string Authority) Texts() =>
        (File.ReadAllText(options.CertificatePath), File.ReadAllText(options.KeyPath), File.ReadAllText(options.AuthorityPath));

    private static bool IsUnreadable(Exception exception) =>
        exception is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException;

    private sealed record Material(
        (string Certificate, string Key, string Authority) Texts, X509Certificate2 Certificate, X509Certificate2Collection Authorities)
    {
        public static Material Of((string Certificate, string Key, string Authority) texts)
        {
            var authorities = new X509Certificate2Collection();
            authorities.ImportFromPem(texts.Authority);
            return authorities.Count > 0
                ? new Material(texts, X509Certificate2.CreateFromPem(texts.Certificate, texts.Key), authorities)
                : throw new CryptographicException("The authority's file holds no certificate.");
        }
    }
}
