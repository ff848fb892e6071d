using System.Net;
using System.Net.Http.Headers;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Communiques;

/// <summary>HTTP behaviour that browsers, feed readers and caches rely on.</summary>
public class HttpTests
{
    private const string Page = "/communiques/secret-medical-l-ordre-rappelle-la-regle-a-l-ete";

    [Theory, Engines("/communiques"), Engines(Page), Engines("/communiques/feed.atom"), Engines("/communiques/style.css")]
    public async Task Get_IfNoneMatch_Answers304(SqlEngine engine, string address)
    {
        await using var app = await PressApp.StartAsync(engine);
        await app.PublishAsync();
        using var first = await app.Public.GetAsync(address);

        using var again = await SendAsync(app, HttpMethod.Get, address, request => request.Headers.IfNoneMatch.Add(first.Headers.ETag!));
        using var other = await SendAsync(
            app, HttpMethod.Get, address, request => request.Headers.IfNoneMatch.Add(new EntityTagHeaderValue("\"autre\"")));

        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Empty(await again.Content.ReadAsByteArrayAsync());
        Assert.Equal(first.Headers.ETag, again.Headers.ETag);
        Assert.Equal(first.Headers.CacheControl, again.Headers.CacheControl);
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    [Theory, Engines("/communiques"), Engines(Page), Engines("/communiques/feed.atom")]
    public async Task Get_IfModifiedSince_Answers304UntilARectification(SqlEngine engine, string address)
    {
        await using var app = await PressApp.StartAsync(engine);
        var published = await app.PublishAsync();
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        using var first = await app.Public.GetAsync(address);
        var since = first.Content.Headers.LastModified;
        Assert.Equal(PressApp.Start.AddMilliseconds(-250), since);

        using var again = await SendAsync(app, HttpMethod.Get, address, request => request.Headers.IfModifiedSince = since);
        await app.PublishAsync(Some.Text(text => (text.Title, text.Rectifies) = ("Rectificatif", published.Id)));
        using var changed = await SendAsync(app, HttpMethod.Get, address, request => request.Headers.IfModifiedSince = since);

        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.NotEqual(first.Headers.ETag, changed.Headers.ETag);
        // Another change may follow within the same second, and Last-Modified has whole seconds, so the page has none yet.
        Assert.Null(changed.Content.Headers.LastModified);
    }

    [Theory, Engines("/communiques"), Engines(Page), Engines("/communiques/feed.atom"), Engines("/communiques/style.css"), Engines("/communiques/inconnu")]
    public async Task Head_AnyAddress_AnswersAsGetWithoutBody(SqlEngine engine, string address)
    {
        await using var app = await PressApp.StartAsync(engine);
        await app.PublishAsync();
        using var get = await app.Public.GetAsync(address);
        var length = (await get.Content.ReadAsByteArrayAsync()).Length;

        using var head = await SendAsync(app, HttpMethod.Head, address, _ => { });

        Assert.Equal(get.StatusCode, head.StatusCode);
        Assert.Equal(get.Headers.ETag, head.Headers.ETag);
        Assert.Equal(get.Content.Headers.ContentType, head.Content.Headers.ContentType);
        Assert.Equal(length, head.Content.Headers.ContentLength);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("/communiques", "text/html; charset=utf-8", "public, max-age=30")]
    [InlineData(Page, "text/html; charset=utf-8", "public, max-age=30")]
    [InlineData("/communiques/feed.atom", "application/atom+xml; charset=utf-8", "public, max-age=30")]
    [InlineData("/communiques/style.css", "text/css; charset=utf-8", "public, max-age=86400")]
    [InlineData("/communiques/inconnu", "text/html; charset=utf-8", "no-store")]
    public async Task Get_AnyAddress_CarriesItsHeaders(string address, string type, string caching)
    {
        await using var app = await PressApp.StartAsync(SqlEngine.Sqlite);
        await app.PublishAsync();

        using var response = await app.Public.GetAsync(address);

        Assert.Equal(type, response.Content.Headers.ContentType!.ToString());
        Assert.Equal(caching, response.Headers.CacheControl!.ToString());
        Assert.Equal(
            "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            response.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.False(response.Headers.Contains("Set-Cookie"));
    }

    [Theory]
    [InlineData("POST", "/communiques")]
    [InlineData("PUT", Page)]
    [InlineData("DELETE", "/communiques/inconnu")]
    [InlineData("POST", "/communiques/inconnu/plus/loin")]
    [InlineData("PATCH", "/communiques/feed.atom")]
    [InlineData("POST", "/communiques/style.css")]
    public async Task AnyOtherMethod_PublicPage_Answers405WithAllow(string method, string address)
    {
        await using var app = await PressApp.StartAsync(SqlEngine.Sqlite);
        await app.PublishAsync();

        using var response = await SendAsync(app, new HttpMethod(method), address, _ => { });

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(["GET", "HEAD"], response.Content.Headers.Allow);
        Assert.True(response.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task Get_OutsideThePublicPages_IsRefusedWithoutToken()
    {
        await using var app = await PressApp.StartAsync(SqlEngine.Sqlite);

        using var response = await app.Public.GetAsync("/communique");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task Get_StoreAway_AnswersAFrench503()
    {
        using var postgres = await PostgresServer.StartAsync();
        using var store = await TestStore.OnAsync(postgres);
        await using var app = await PressApp.StartAsync(SqlEngine.PostgreSql, store);
        postgres.Stop();

        using var response = await app.Public.GetAsync("/communiques");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(5), response.Headers.RetryAfter!.Delta);
        Assert.Contains("momentanément indisponible", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory, Engines]
    public async Task Get_StatementThatFails_AnswersA500AndNoTimeToComeAgain(SqlEngine engine)
    {
        await using var app = await PressApp.StartAsync(engine);
        await app.ExecuteAsync("alter table approvals rename to away");
        app.App.ExpectErrors = true;

        using var response = await app.Public.GetAsync("/communiques");

        Assert.Equal((HttpStatusCode.InternalServerError, null), (response.StatusCode, response.Headers.RetryAfter));
    }

    private static async Task<HttpResponseMessage> SendAsync(PressApp app, HttpMethod method, string address, Action<HttpRequestMessage> edit)
    {
        using var request = new HttpRequestMessage(method, address);
        edit(request);
        return await app.Public.SendAsync(request);
    }
}
