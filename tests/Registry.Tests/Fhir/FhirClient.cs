using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Registry.Fhir;

/// <summary>Sends FHIR requests and reads the answers.</summary>
internal sealed class FhirClient(RegistryApp app) : IAsyncDisposable
{
    public RegistryApp App => app;

    public static async Task<FhirClient> StartAsync(SqlEngine engine, params (string Key, string Value)[] settings) => new(await RegistryApp.StartAsync(engine, settings));

    /// <summary>Starts on a new store and imports a file.</summary>
    public static async Task<FhirClient> StartAsync(SqlEngine engine, RegisterFile file)
    {
        var client = await StartAsync(engine);
        await client.App.ImportAsync(file);
        return client;
    }

    /// <summary>Sends a request, and asserts that any body of the answer is valid FHIR R4.</summary>
    public async Task<HttpResponseMessage> SendAsync(string path, string? identity = "cnam", HttpMethod? method = null, HttpContent? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, new Uri(new Uri(app.App.HttpAddress), path)) { Content = body };
        if (identity is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await TestIdentities.TokenAsync(identity));
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        var response = await app.App.Http.SendAsync(request);
        if (await TextAsync(response) is { Length: > 0 } answer)
            FhirOracle.Read(answer);
        return response;
    }

    public static async Task<string> TextAsync(HttpResponseMessage response)
    {
        if (!response.Content.Headers.ContentEncoding.Contains("gzip"))
            return await response.Content.ReadAsStringAsync();
        await using var plain = new GZipStream(new MemoryStream(await response.Content.ReadAsByteArrayAsync()), CompressionMode.Decompress);
        using var reader = new StreamReader(plain);
        return await reader.ReadToEndAsync();
    }

    /// <summary>Gets a resource; fails on any status but 200.</summary>
    public async Task<JsonNode> GetAsync(string path, string identity = "cnam")
    {
        using var response = await SendAsync(path, identity);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{path}: {response.StatusCode} {text}");
        Assert.Equal("application/fhir+json; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        return JsonNode.Parse(text)!;
    }

    /// <summary>Asserts the status of a refusal and returns its diagnostics.</summary>
    public static async Task<string> RefusedAsync(HttpResponseMessage response, int status)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.True((int)response.StatusCode == status, $"{(int)response.StatusCode} {text}");
        var outcome = JsonNode.Parse(text)!;
        Assert.Equal("OperationOutcome", (string?)outcome["resourceType"]);
        return (string)outcome["issue"]![0]!["diagnostics"]!;
    }

    public async Task<string> RefusedAsync(string path, int status, string? identity = "cnam", params (string Name, string Value)[] headers)
    {
        using var response = await SendAsync(path, identity, headers: headers);
        return await RefusedAsync(response, status);
    }

    /// <summary>Ids of all matches of a search, over all pages.</summary>
    public async Task<List<string>> IdsAsync(string path, Func<int, Task>? between = null, string identity = "cnam") =>
        [.. (await AllAsync(path, between, identity)).Select(resource => (string)resource["id"]!)];

    /// <summary>All matches of a search, over all pages.</summary>
    public async Task<List<JsonNode>> AllAsync(string path, Func<int, Task>? between = null, string identity = "cnam")
    {
        var all = new List<JsonNode>();
        for (var page = 1; ; page++)
        {
            var bundle = await GetAsync(path, identity);
            all.AddRange(Entries(bundle, "match"));
            if (Link(bundle, "next") is not { } next)
                return all;
            path = next;
            if (between is not null)
                await between(page);
        }
    }

    public static IEnumerable<JsonNode> Entries(JsonNode bundle, string mode) =>
        (bundle["entry"]?.AsArray() ?? []).Where(entry => (string?)entry!["search"]!["mode"] == mode).Select(entry => entry!["resource"]!);

    public static string? Link(JsonNode bundle, string relation) =>
        (string?)bundle["link"]!.AsArray().FirstOrDefault(link => (string?)link!["relation"] == relation)?["url"];

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
