using System.Text;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Benchmarks;

/// <summary>OpenLDAP's slapd with the people of a benchmark: own data folder, own loopback port, ends with this process.</summary>
internal sealed class LdapServer : IDisposable
{
    private readonly ChildProcess process;

    private LdapServer(ChildProcess process, int port) => (this.process, Port) = (process, port);

    public int Port { get; }

    public static async Task<LdapServer> StartAsync(BenchPeople people)
    {
        var slapd = ChildProcess.Require("slapd", "slapd", "/usr/sbin");
        var slapadd = ChildProcess.Require("slapadd", "slapd", "/usr/sbin");
        var folder = Directory.CreateTempSubdirectory("ordre-slapd-");
        var data = Directory.CreateDirectory(Path.Combine(folder.FullName, "data"));
        var settings = Path.Combine(folder.FullName, "slapd.conf");
        await File.WriteAllTextAsync(settings, $"""
            include /etc/ldap/schema/core.schema
            include /etc/ldap/schema/cosine.schema
            include /etc/ldap/schema/inetorgperson.schema
            modulepath /usr/lib/ldap
            moduleload back_mdb
            database mdb
            suffix "dc=ordre"
            directory {data.FullName}
            maxsize 8589934592
            index objectClass eq
            index uid eq
            index sn,givenName eq,sub

            """);
        var ldif = Path.Combine(folder.FullName, "people.ldif");
        await WriteAsync(ldif, people.All);
        ChildProcess.Run(slapadd, "-q", "-f", settings, "-l", ldif);
        File.Delete(ldif);

        var port = ChildProcess.FreePort();
        var process = new ChildProcess(folder, slapd, "-f", settings, "-h", $"ldap://127.0.0.1:{port}", "-d", "0");
        await process.WaitForPortAsync(port);
        return new LdapServer(process, port);
    }

    public void Dispose() => process.Dispose();

    private static async Task WriteAsync(string file, IEnumerable<BenchPerson> people)
    {
        await using var output = new StreamWriter(file);
        await output.WriteAsync("dn: dc=ordre\nobjectClass: dcObject\nobjectClass: organization\ndc: ordre\no: ordre\n\n");
        foreach (var person in people)
        {
            await output.WriteAsync(
                $"dn: uid={person.Rpps},dc=ordre\nobjectClass: inetOrgPerson\nuid: {person.Rpps}\n"
                + $"cn:: {Base64($"{person.Given} {person.Family}")}\nsn:: {Base64(person.Family)}\ngivenName:: {Base64(person.Given)}\n\n");
        }
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
