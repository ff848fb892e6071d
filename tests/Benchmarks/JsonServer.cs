using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace OrdreCouncils.Benchmarks;

/// <summary>The peer of a FHIR search: a minimal API that serializes one JSON document at every call.</summary>
internal static class JsonServer
{
    public static async Task<WebApplication> StartAsync(string document)
    {
        var tree = JsonNode.Parse(document)!;
        // The document is parsed once, so that a call only serializes it.
        _ = tree.ToJsonString();
        var app = BareHost.Create(HttpProtocols.Http1).Build();
        app.MapGet("/document", () => Results.Json(tree));
        await app.StartAsync();
        return app;
    }
}
