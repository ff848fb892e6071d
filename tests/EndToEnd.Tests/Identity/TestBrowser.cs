using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Web;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.IdentityModel.Tokens;

namespace OrdreCouncils.Tests.EndToEnd.Identity;

/// <summary>A browser at the issuer, and the console behind it: it keeps cookies, follows no redirect, and reads forms as a browser does.</summary>
internal sealed class TestBrowser(string issuer) : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() })
    {
        BaseAddress = new Uri(issuer),
    };

    public string Verifier { get; } = Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(32));

    public string Challenge => Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));

    /// <summary>A right request of <c>console-ordre</c>.</summary>
    /// <param name="changes">Parameters to set, or with an empty value to leave out.</param>
    public Dictionary<string, string> Request(params (string Name, string Value)[] changes)
    {
        var request = new Dictionary<string, string>
        {
            ["client_id"] = TestProvider.Console,
            ["redirect_uri"] = TestProvider.Redirect,
            ["response_type"] = "code",
            ["scope"] = "openid profile offline_access",
            ["code_challenge"] = Challenge,
            ["code_challenge_method"] = "S256",
            ["state"] = "a state",
            ["nonce"] = "a nonce",
        };
        foreach (var (name, value) in changes)
            request[name] = value;
        return request.Where(pair => pair.Value.Length > 0).ToDictionary();
    }

    public Task<HttpResponseMessage> AuthorizeAsync(params (string Name, string Value)[] changes) => GetAsync("/dev/authorize", Request(changes));

    public Task<HttpResponseMessage> GetAsync(string path, IEnumerable<KeyValuePair<string, string>> query) =>
        http.GetAsync(new Uri(path + "?" + string.Join('&', query.Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}")), UriKind.Relative));

    public async Task<HttpResponseMessage> PostAsync(string path, IEnumerable<KeyValuePair<string, string>> fields)
    {
        using var form = new FormUrlEncodedContent(fields);
        return await http.PostAsync(new Uri(path, UriKind.Relative), form);
    }

    /// <summary>Presses the button of an identity on the sign-in page, or types it into the field when it has no button.</summary>
    public async Task<HttpResponseMessage> ChooseAsync(HttpResponseMessage page, string identity)
    {
        var document = await PageAsync(page);
        var button = document.QuerySelectorAll<IHtmlButtonElement>("button[name=identity]").FirstOrDefault(button => button.Value == identity);
        var form = button?.Form ?? document.QuerySelector<IHtmlInputElement>("#other")!.Form!;
        return await PostAsync(
            new Uri(form.Action).AbsolutePath, Fields(form).Where(field => field.Key != "identity").Append(new("identity", identity)));
    }

    /// <summary>Presses the only button of a page.</summary>
    public async Task<HttpResponseMessage> PressAsync(HttpResponseMessage page)
    {
        var button = Assert.Single((await PageAsync(page)).QuerySelectorAll<IHtmlButtonElement>("button"));
        return await PostAsync(new Uri(button.Form!.Action).AbsolutePath, Fields(button.Form).Append(new(button.Name!, button.Value)));
    }

    public async Task<IHtmlDocument> PageAsync(HttpResponseMessage page)
    {
        Assert.Equal("text/html", page.Content.Headers.ContentType?.MediaType);
        return new HtmlParser(new HtmlParserOptions(), AngleSharp.BrowsingContext.New()).ParseDocument(await page.Content.ReadAsStringAsync());
    }

    /// <summary>Signs in on the page.</summary>
    /// <returns>The code.</returns>
    public async Task<string> SignInAsync(string identity, params (string Name, string Value)[] changes)
    {
        using var page = await AuthorizeAsync(changes);
        using var answer = await ChooseAsync(page, identity);
        return Code(answer);
    }

    /// <summary>The code of a redirect to the console.</summary>
    public static string Code(HttpResponseMessage answer) =>
        Parameters(answer)["code"] ?? throw new InvalidOperationException($"No code: {answer.Headers.Location}");

    public static System.Collections.Specialized.NameValueCollection Parameters(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return HttpUtility.ParseQueryString(answer.Headers.Location!.Query);
    }

    public Task<(HttpStatusCode Status, JsonElement Answer)> RedeemAsync(string code, params (string Name, string Value)[] changes) => TokenAsync(
        [("grant_type", "authorization_code"), ("code", code), ("redirect_uri", TestProvider.Redirect), ("code_verifier", Verifier), .. changes]);

    public Task<(HttpStatusCode Status, JsonElement Answer)> RefreshAsync(string refreshToken) =>
        TokenAsync([("grant_type", "refresh_token"), ("refresh_token", refreshToken)]);

    public Task<(HttpStatusCode Status, JsonElement Answer)> TokenAsync(params (string Name, string Value)[] fields) => JsonAsync("/dev/token", fields);

    public Task<(HttpStatusCode Status, JsonElement Answer)> PushAsync(params (string Name, string Value)[] changes) =>
        JsonAsync("/dev/par", [.. Request(changes).Select(pair => (pair.Key, pair.Value))]);

    public async Task<JsonElement> DiscoveryAsync() =>
        JsonDocument.Parse(await http.GetStringAsync(new Uri("/.well-known/openid-configuration", UriKind.Relative))).RootElement;

    public void Dispose() => http.Dispose();

    private async Task<(HttpStatusCode Status, JsonElement Answer)> JsonAsync(string path, IEnumerable<(string Name, string Value)> fields)
    {
        var form = new Dictionary<string, string> { ["client_id"] = TestProvider.Console, ["client_secret"] = "dev" };
        foreach (var (name, value) in fields)
            form[name] = value;
        using var answer = await PostAsync(path, form);
        Assert.Equal(MediaTypeHeaderValue.Parse("application/json").MediaType, answer.Content.Headers.ContentType?.MediaType);
        return (answer.StatusCode, JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement);
    }

    private static IEnumerable<KeyValuePair<string, string>> Fields(IHtmlFormElement form) =>
        form.QuerySelectorAll<IHtmlInputElement>("input").Select(input => KeyValuePair.Create(input.Name!, input.Value));
}
