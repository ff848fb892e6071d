using System.Xml.Linq;
using OrdreCouncils.Protos.MutualAid.V1;
using OrdreCouncils.ServiceDefaults.Secrets;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.MutualAid;

/// <summary>The keys that encrypt the secret texts are protected, shared by replicas, and never silently replaced.</summary>
public class KeyRingTests
{
    [Fact]
    public async Task Start_WithoutCertificate_IsRefused()
    {
        using var store = await TestStore.CreateAsync(SqlEngine.Sqlite);

        Assert.Contains("Encryption:CertificatePath is missing", await StartFailureAsync(store, []), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WrongPassword_IsRefused()
    {
        using var store = await TestStore.CreateAsync(SqlEngine.Sqlite);
        using var certificate = TestCertificate.Rsa();
        var settings = certificate.Settings;
        settings["Encryption:CertificatePassword"] = "autre";

        var failure = await StartFailureAsync(store, settings);

        Assert.Contains("cannot be opened as PFX", failure, StringComparison.Ordinal);
        Assert.DoesNotContain("autre", failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_CertificateThatCannotEncryptKeys_IsRefused()
    {
        using var store = await TestStore.CreateAsync(SqlEngine.Sqlite);
        using var certificate = TestCertificate.EllipticCurve();

        Assert.Contains("no RSA private key", await StartFailureAsync(store, certificate.Settings), StringComparison.Ordinal);
    }

    [Theory, Engines]
    public async Task Start_WithCertificate_KeepsNoKeyInClear(SqlEngine engine)
    {
        using var certificate = TestCertificate.Rsa();
        await using var app = await MutualAidApp.StartAsync(engine, certificate.Settings);
        await using var unprotected = await MutualAidApp.StartAsync(engine);

        Assert.Equal(1, await app.CountAsync("protection_keys where xml like '%<EncryptedKey%'"));
        Assert.Equal(0, await app.CountAsync("protection_keys where xml like '%<masterKey%'"));
        // Control: the same search finds the unprotected key of the other store.
        Assert.Equal(1, await unprotected.CountAsync("protection_keys where xml like '%<masterKey%'"));
    }

    [Theory, Engines]
    public async Task Restart_SameCertificate_OpensWhatWasSealedAndKnowsARepeatedRequest(SqlEngine engine)
    {
        using var store = await TestStore.CreateAsync(engine);
        using var certificate = TestCertificate.Rsa();
        var request = Requests.Submit();
        var filed = await FileAsync(store, certificate.Settings, request);

        await using var again = await MutualAidApp.StartAsync(store, certificate.Settings);

        await AssertReadableAsync(again, filed);
        Assert.Equal(filed, await again.SubmitAsync(request));
        Assert.Equal(1, await again.CountAsync("protection_keys"));
    }

    [Theory, Engines]
    public async Task Restart_OtherCertificate_IsRefusedUntilTheFirstIsListedAsRetired(SqlEngine engine)
    {
        using var store = await TestStore.CreateAsync(engine);
        using var first = TestCertificate.Rsa();
        using var second = TestCertificate.Rsa();
        var filed = await FileAsync(store, first.Settings);
        var settings = second.Settings;

        Assert.Contains("does not open with the certificates", await StartFailureAsync(store, settings), StringComparison.Ordinal);

        settings["Encryption:RetiredCertificates:0:Path"] = first.Path;
        settings["Encryption:RetiredCertificates:0:Password"] = TestCertificate.Password;
        await using var again = await MutualAidApp.StartAsync(store, settings);
        await AssertReadableAsync(again, filed);
        Assert.Equal(1, await again.CountAsync("protection_keys"));
    }

    [Theory, Engines]
    public async Task Start_TwoReplicasAtOnce_ShareOneKey(SqlEngine engine)
    {
        using var store = await TestStore.CreateAsync(engine);
        using var certificate = TestCertificate.Rsa();
        var replicas = await Task.WhenAll(
            Enumerable.Range(0, 2).Select(_ => Task.Run(() => MutualAidApp.StartAsync(store, certificate.Settings))));
        await using var one = replicas[0];
        await using var two = replicas[1];

        Assert.Equal(1, await one.CountAsync("protection_keys"));
        await AssertReadableAsync(two, await one.SubmitAsync());
        await AssertReadableAsync(one, await two.SubmitAsync());
    }

    [Theory, Engines]
    public async Task StoreElement_KeyMadeBesideAnother_IsDroppedAndARevocationIsNot(SqlEngine engine)
    {
        await using var app = await MutualAidApp.StartAsync(engine);
        var (one, two) = (new KeyRingStore(app.Service.Database), new KeyRingStore(app.Service.Database));
        Assert.Single(one.GetAllElements());
        Assert.Single(two.GetAllElements());

        one.StoreElement(new XElement("key", new XAttribute("id", "one")), "one");
        two.StoreElement(new XElement("key", new XAttribute("id", "two")), "two");
        two.StoreElement(new XElement("key", new XAttribute("id", "still without reading")), "two");
        two.StoreElement(new XElement("revocation"), "revocation");

        Assert.Equal(["one", null], two.GetAllElements().Skip(1).Select(element => element.Attribute("id")?.Value));
        two.StoreElement(new XElement("key", new XAttribute("id", "after reading")), "two");
        Assert.Equal(4, one.GetAllElements().Count);
    }

    private static async Task<AidRequest> FileAsync(TestStore store, Dictionary<string, string?> settings, SubmitAidRequestRequest? request = null)
    {
        await using var app = await MutualAidApp.StartAsync(store, settings);
        return await app.SubmitAsync(request);
    }

    private static async Task AssertReadableAsync(MutualAidApp app, AidRequest filed)
    {
        var instructor = await app.AidAsync(MutualAidApp.Instructor);
        Assert.Equal(Requests.Health, (await instructor.GetAidRequestAsync(new GetAidRequestRequest { AidRequestId = filed.Id })).Details.Health);
    }

    private static async Task<string> StartFailureAsync(TestStore store, Dictionary<string, string?> settings) =>
        (await Assert.ThrowsAsync<InvalidOperationException>(() => MutualAidApp.StartAsync(store, settings))).Message;
}
