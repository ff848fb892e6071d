using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace OrdreCouncils.Benchmarks;

/// <summary>The bare peer of a FHIR search: a minimal API that writes one document, from its tree, at every call.</summary>
internal static class JsonServer
{
    public static async Task<WebApplication> StartAsync(string document)
    {
        var tree = JsonNode.Parse(document)!;
        // Read once, so that every call only writes.
        _ = tree.ToJsonString();
        var app = BareHost.Create(HttpProtocols.Http1).Build();
        app.MapGet("/document", () => Results.Json(tree));
        await app.StartAsync();
        return app;
    }
}
