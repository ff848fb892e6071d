using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace OrdreCouncils.Registry.Snapshots.Reading;

/// <summary>Checks the gateway's certificate as the system does, and keeps the reason of a refusal: a caller of gRPC only sees that the server is
/// unavailable.</summary>
internal sealed class ServerTrust
{
    private SslPolicyErrors errors;

    public HttpMessageHandler Handler() => new SocketsHttpHandler
    {
        SslOptions = { RemoteCertificateValidationCallback = Accepts },
    };

    /// <summary>Why the certificate was refused and what to do, in French; null when it was not.</summary>
    public string? Refusal(string host)
    {
        if (errors == SslPolicyErrors.None)
            return null;
        var name = errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) ? $" Il n’est pas au nom de {host} : vérifiez l’adresse." : "";
        return errors == SslPolicyErrors.RemoteCertificateNameMismatch
            ? $"le certificat présenté n’est pas de confiance, le jeton n’a pas été envoyé.{name}"
            : $"ce poste ne reconnaît pas le certificat de {host}, le jeton n’a pas été envoyé.{name} Demandez à l’Ordre, par un autre moyen, le certificat de "
                + "l’autorité qui l’a émis (fichier PEM) et ajoutez-le aux autorités de confiance de ce poste ; sous Linux, la variable SSL_CERT_FILE peut aussi "
                + "désigner ce fichier.";
    }

    private bool Accepts(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors found)
    {
        errors = found;
        return found == SslPolicyErrors.None;
    }
}
