using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace OrdreCouncils.Tests.WebConsole;

/// <summary>A browser without script: it keeps cookies, follows redirects and links, fills forms and presses their buttons.</summary>
internal sealed class WebBrowser : IDisposable
{
    private const int MostRedirects = 15;

    private readonly HttpClient http;
    private readonly CookieContainer cookies = new();

    private readonly Func<IReadOnlyList<string>> faults;

    /// <param name="console">Its address.</param>
    /// <param name="faults">Errors that the hosts logged, to be told when a page is not the expected one.</param>
    public WebBrowser(string console, Func<IReadOnlyList<string>> faults)
    {
        this.faults = faults;
        Console = new Uri(console);
        Address = Console;
        // The development certificate is self-signed.
        http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false, CookieContainer = cookies, SslOptions = { RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.Subject == "CN=localhost" },
        });
    }

    public Uri Console { get; }

    /// <summary>Of the page that is shown.</summary>
    public Uri Address { get; private set; }

    public HttpStatusCode Status { get; private set; }

    public HttpResponseMessage Answer { get; private set; } = new();

    public IHtmlDocument Page { get; private set; } = new HtmlParser().ParseDocument("");

    public string Heading => Page.QuerySelector("h1")?.TextContent.Trim() ?? "";

    /// <summary>Text of the page's main part, each run of white space as one space.</summary>
    public string Text => string.Join(' ', (Page.QuerySelector("main")?.TextContent ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The page in a few lines, for the message of a failed test.</summary>
    public string Described => $"{Address} ({(int)Status}): {Text}\n{string.Join('\n', faults().Select(fault => fault[..Math.Min(fault.Length, 900)]))}";

    public async Task GetAsync(string address) => await FollowAsync(new HttpRequestMessage(HttpMethod.Get, new Uri(Address, address)));

    public async Task SignInAsync(string identity, string affectation = "personnel")
    {
        await GetAsync(new Uri(Console, $"/connexion/ouvrir?affectation={affectation}").ToString());
        // A provider that knows the person asks nobody.
        if (Address.Authority != Console.Authority)
            await ChooseAsync(identity);
    }

    /// <summary>At the provider: chooses an identity.</summary>
    public async Task ChooseAsync(string identity)
    {
        var button = Page.QuerySelectorAll<IHtmlButtonElement>("button[name=identity]").FirstOrDefault(button => button.Value == identity);
        var form = button?.Form ?? Page.QuerySelector<IHtmlInputElement>("#other")?.Form
            ?? throw new InvalidOperationException($"No page of the provider: {Described}");
        var fields = Values(form);
        fields.RemoveAll(field => field.Key == "identity");
        fields.Add(new("identity", identity));
        await SendAsync(form, fields);
    }

    /// <summary>Follows the link with this text.</summary>
    public Task FollowLinkAsync(string text) => GetAsync(
        (Page.QuerySelectorAll<IHtmlAnchorElement>("a").FirstOrDefault(link => link.TextContent.Trim().Contains(text, StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"No link « {text} » on {Described}")).GetAttribute("href")!);

    /// <summary>Fills the form that has this button and presses it.</summary>
    /// <param name="button">A part of its text.</param>
    /// <param name="answers">By field name; several values for a field are separated by a bar.</param>
    public Task PressAsync(string button, params (string Field, string Value)[] answers)
    {
        var (form, fields) = Filled(button, answers);
        return SendAsync(form, fields);
    }

    /// <summary>As the browser would send it, without showing the answer: for a double click.</summary>
    public (IHtmlFormElement Form, List<KeyValuePair<string, string>> Fields) Filled(string button, params (string Field, string Value)[] answers)
    {
        var pressed = Page.QuerySelectorAll<IHtmlButtonElement>("main button, header button").FirstOrDefault(one => one.TextContent.Contains(button, StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"No button « {button} » on {Described}");
        var fields = Values(pressed.Form!);
        foreach (var (field, value) in answers)
        {
            if (pressed.Form!.QuerySelector($"[name='{field}']") is null)
                throw new InvalidOperationException($"No field {field} on {Address}.");
            fields.RemoveAll(known => known.Key == field);
            fields.AddRange(value.Split('|').Select(one => KeyValuePair.Create(field, one)));
        }

        if (pressed.Name is { Length: > 0 } name)
            fields.Add(new(name, pressed.Value));
        return (pressed.Form!, fields);
    }

    /// <summary>Sends without following: the status alone.</summary>
    public async Task<HttpStatusCode> PostOnlyAsync(IHtmlFormElement form, IEnumerable<KeyValuePair<string, string>> fields)
    {
        using var content = new FormUrlEncodedContent(fields);
        using var answer = await http.PostAsync(ActionOf(form), content);
        return answer.StatusCode;
    }

    public Task SendAsync(IHtmlFormElement form, IEnumerable<KeyValuePair<string, string>> fields) => form.Method == "get"
        ? GetAsync(ActionOf(form).GetLeftPart(UriPartial.Path) + "?" + string.Join('&', fields.Select(field => $"{field.Key}={Uri.EscapeDataString(field.Value)}")))
        : FollowAsync(new HttpRequestMessage(HttpMethod.Post, ActionOf(form)) { Content = new FormUrlEncodedContent(fields) });

    /// <summary>Presses a button wherever it is on the page.</summary>
    public Task PressAnyAsync(string button)
    {
        var pressed = Page.QuerySelectorAll<IHtmlButtonElement>("button").First(one => one.TextContent.Contains(button, StringComparison.Ordinal));
        var fields = Values(pressed.Form!);
        if (pressed.Name is { Length: > 0 } name)
            fields.Add(new(name, pressed.Value));
        return SendAsync(pressed.Form!, fields);
    }

    /// <summary>Gets a page without following or showing it.</summary>
    public async Task<HttpStatusCode> GetOnlyAsync(string path)
    {
        using var answer = await http.GetAsync(new Uri(Console, path));
        return answer.StatusCode;
    }

    /// <summary>Sends fields that no page offered.</summary>
    public async Task<HttpStatusCode> PostAsync(string path, params (string Name, string Value)[] fields)
    {
        using var content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var answer = await http.PostAsync(new Uri(Console, path), content);
        return answer.StatusCode;
    }

    /// <summary>Puts a cookie of another browser, or an earlier one, in place.</summary>
    public void Put(Cookie cookie) => cookies.Add(new Cookie(cookie.Name, cookie.Value, cookie.Path, cookie.Domain) { Secure = true, HttpOnly = true });

    /// <summary>Clears the session at the provider, so that another person may sign in.</summary>
    public void ForgetProvider()
    {
        foreach (var cookie in cookies.GetAllCookies().Where(cookie => !cookie.Name.StartsWith("__Host-", StringComparison.Ordinal)))
            cookie.Expired = true;
    }

    public Cookie? SessionCookie => cookies.GetCookies(Console).FirstOrDefault(cookie => cookie.Name is "__Host-ordre" or "__Host-entraide");

    public void Dispose()
    {
        Answer.Dispose();
        http.Dispose();
    }

    private async Task FollowAsync(HttpRequestMessage request)
    {
        for (var step = 0; step < MostRedirects; step++)
        {
            Answer.Dispose();
            Answer = await http.SendAsync(request);
            (Address, Status) = (request.RequestUri!, Answer.StatusCode);
            if (Answer.Headers.Location is not { } next)
            {
                Page = await new HtmlParser().ParseDocumentAsync(await Answer.Content.ReadAsStringAsync());
                return;
            }

            request = new HttpRequestMessage(HttpMethod.Get, new Uri(Address, next));
        }

        throw new InvalidOperationException($"Redirected without end, last to {Address}.");
    }

    private Uri ActionOf(IHtmlFormElement form) => new(Address, form.GetAttribute("action") ?? Address.PathAndQuery);

    private static List<KeyValuePair<string, string>> Values(IHtmlFormElement form) =>
    [
        .. form.QuerySelectorAll<IHtmlInputElement>("input")
            .Where(input => input.Name is { Length: > 0 } && (input.Type is not ("radio" or "checkbox") || input.IsChecked))
            .Select(input => KeyValuePair.Create(input.Name!, input.Value)),
        .. form.QuerySelectorAll<IHtmlTextAreaElement>("textarea").Select(area => KeyValuePair.Create(area.Name!, area.Value)),
    ];
}
