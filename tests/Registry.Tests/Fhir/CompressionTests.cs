using System.Net;
using OrdreCouncils.Development.Invented;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Registry.Fhir;

public sealed class CompressionTests
{
    private const string Bundle = "/fhir/Practitioner?_count=50";

    [Theory, OneEngine]
    public async Task Bundle_Gzip_IsTheSameTextInAFifth(SqlEngine engine)
    {
        await using var client = await StartAsync(engine);
        using var plain = await client.SendAsync(Bundle);
        using var packed = await client.SendAsync(Bundle, headers: ("Accept-Encoding", "br, gzip;q=0.8"));

        Assert.Empty(plain.Content.Headers.ContentEncoding);
        Assert.Equal(["gzip"], packed.Content.Headers.ContentEncoding);
        Assert.Equal(await FhirClient.TextAsync(plain), await FhirClient.TextAsync(packed));
        Assert.InRange(packed.Content.Headers.ContentLength!.Value, 1, plain.Content.Headers.ContentLength!.Value / 5);
        Assert.All([plain, packed], answer => Assert.Equal(["Accept", "Accept-Encoding", "Authorization"], answer.Headers.Vary));
    }

    [Theory, OneEngine]
    public async Task Head_Gzip_HasTheHeadersOfGet(SqlEngine engine)
    {
        await using var client = await StartAsync(engine);
        using var get = await client.SendAsync(Bundle, headers: ("Accept-Encoding", "gzip"));
        using var head = await client.SendAsync(Bundle, method: HttpMethod.Head, headers: ("Accept-Encoding", "gzip"));

        Assert.Equal(get.Content.Headers.ContentLength, head.Content.Headers.ContentLength);
        Assert.Equal(["gzip"], head.Content.Headers.ContentEncoding);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
    }

    [Theory, OneEngine]
    public async Task NotModified_Gzip_KeepsTheWeakTagAndHasNoBody(SqlEngine engine)
    {
        await using var client = await StartAsync(engine);
        var path = "/fhir/Practitioner/" + (await client.IdsAsync("/fhir/Practitioner?_count=200"))[0];
        using var read = await client.SendAsync(path, headers: ("Accept-Encoding", "gzip"));
        using var again = await client.SendAsync(path, headers: [("Accept-Encoding", "gzip"), ("If-None-Match", read.Headers.ETag!.ToString())]);

        Assert.StartsWith("W/", read.Headers.ETag.ToString(), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.NotModified, read.Headers.ETag), (again.StatusCode, again.Headers.ETag));
        Assert.Equal(read.Headers.Vary, again.Headers.Vary);
        Assert.Equal(read.Headers.CacheControl!.ToString(), again.Headers.CacheControl!.ToString());
        Assert.Empty(again.Content.Headers.ContentEncoding);
        Assert.Empty(await again.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("Practitioner?_count=50", "gzip;q=0", 200)]
    [InlineData("Practitioner?_count=50", "br", 200)]
    [InlineData("Practitioner?_count=0", "gzip", 200)]
    [InlineData("Practitioner?birthdate=1970", "gzip", 400)]
    [InlineData("Practitioner/1", "gzip", 404)]
    public async Task Answer_SmallOrToACallerWithoutGzip_IsPlain(string path, string accepted, int status)
    {
        await using var client = await StartAsync(SqlEngine.Sqlite);

        using var answer = await client.SendAsync("/fhir/" + path, headers: ("Accept-Encoding", accepted));

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Empty(answer.Content.Headers.ContentEncoding);
        Assert.Equal(answer.Content.Headers.ContentLength, (await answer.Content.ReadAsByteArrayAsync()).Length);
    }

    private static async Task<FhirClient> StartAsync(SqlEngine engine)
    {
        var client = await FhirClient.StartAsync(engine);
        await client.App.ImportAsync((await InventedRegister.BytesAsync(new InventedFile { Physicians = 60 })).Bytes);
        return client;
    }
}
