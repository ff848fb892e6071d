using System.Text;

namespace OrdreCouncils.Tests.Gateway.Fuzz;

/// <summary>A request as an attacker writes it. The same seed gives the same request.</summary>
internal sealed record HostileRequest(string Method, string Path, IReadOnlyList<(string Name, string Value)> Headers, byte[] Body)
{
    private static readonly string[] Methods =
        ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "get", "PROPFIND", "M-SEARCH", "A", "PRI", "GRPC"];

    private static readonly string[] Paths =
    [
        "/", "*", "/communiques", "/communiques/2026/un-titre", "/communiques/feed.atom", "/medecins?nom=essai", "/attestations/keys", "/calendars/0123.ics", "/fhir/metadata",
        "/fhir/Practitioner/1", "/fhir/Practitioner?name=a", "/fhir", "/fhir/metadata/", "/FHIR/Metadata", "/dev/token", "/.well-known/openid-configuration",
        "/health", "/health/live", "/health/ready", "/grpc.health.v1.Health/Check", "/grpc.reflection.v1.ServerReflection/ServerReflectionInfo",
        "/ordre.common.v1.AuditService/VerifyAuditLog", "/ordre.common.v1.AuditService/ListAuditEntries", "/ordre.registry.v1.PhysiciansService/GetPhysician",
        "/ordre.registry.v1.PhysiciansService/", "/ordre.mutualaid.v1.AidRequestsService/ListAidRequests", "/ordre.discipline.v1.CasesService/ListCases",
        "/ordre.registry.internal.v1.SanctionsService/ApplySanction", "/ordre.registry.v1.RegisterImportsService/ListImports",
    ];

    private static readonly string[] Parts =
    [
        "..%2f", "%2e%2e/", "../", "..%5c", "%00", "//", "/./", "%", "%zz", "%c0%af", "%e2%80%ae", ";a=b", "?", "?a=%00", "#", "\\", "%25%32%66", "{method}",
        ":8080", "@evil.example", "http://evil.example/", "~", "%20", "+", "&access_token=x", "é", "/internal/", "%EF%BF%BE", "|", "[", "$metadata", "/_history",
    ];

    private static readonly string[] Stores =
    [
        "registry", "mutual-aid", "discipline", "communiques", "registry,mutual-aid", "registry, mutual-aid", "mutual-aid;registry", "", " ", "*", "REGISTRY",
        "registry-http", "identity", "nobody", "../registry", "registry\t", "\"registry\"", "é", "registry%2cmutual-aid", "null",
    ];

    private static readonly string[] Types =
    [
        "application/grpc", "application/grpc+proto", "application/grpc;x", "application/grpc-web", "Application/GRPC", "application/json", "text/html",
        "application/x-www-form-urlencoded", "multipart/form-data; boundary=a", "multipart/form-data", "", "/", "a/b; charset=\"", "application/grpc, text/html",
    ];

    private static readonly (string Name, string[] Values)[] Others =
    [
        ("te", ["trailers", "gzip", "chunked", "trailers, deflate;q=0.5", ""]),
        ("grpc-timeout", ["1S", "0S", "1n", "99999999H", "-1S", "S", "1x", "é", "123456789S"]),
        ("grpc-encoding", ["identity", "gzip", "nobody", ""]),
        ("accept-encoding", ["gzip", "*;q=0", "gzip;q=a", "identity, br"]),
        ("content-encoding", ["gzip", "deflate, gzip", "nobody"]),
        ("accept", ["text/html", "*/*", "application/fhir+xml", "a", "text/html;q=2", ""]),
        ("x-forwarded-for", ["203.0.113.9", "é", "127.0.0.1, 10.0.0.1"]), ("x-forwarded-host", ["evil.example"]), ("x-original-url", ["/health"]),
        ("forwarded", ["for=\"[::1]\";host=evil.example"]), ("ordre-on-behalf-of", ["a.b.c", ""]), ("cookie", ["a=b", "a=\"; b", new string('c', 3_000)]),
        ("expect", ["100-continue", "200-ok"]), ("upgrade", ["websocket", "h2c", "TLS/1.0"]), ("range", ["bytes=0-0", "bytes=9-1,-", "x"]),
        ("if-none-match", ["*", "W/\"", "\"a\", \"b\""]), ("if-modified-since", ["yesterday", "Thu, 01 Jan 1970 00:00:00 GMT"]), ("origin", ["null", "http://evil.example"]),
        ("traceparent", ["00-00000000000000000000000000000000-0000000000000000-00", "00-é", "ff-1-1-1"]), ("baggage", ["a=b;c", new string('d', 5_000)]),
        ("x-long", [new string('e', 9_000)]), ("x-method-override", ["POST"]), ("x-http-method", ["DELETE"]), ("max-forwards", ["0", "-1"]),
    ];

    private static readonly string[] FalseTokens =
    [
        "Bearer ", "Bearer a", "Bearer a.b.c", "bearer x.y.z", "Basic YTpi", "Bearer eyJhbGciOiJub25lIn0.e30.", "Bearer eyJhbGciOiJIUzI1NiJ9.e30.AAAA", "é", "",
        "Bearer a, Bearer b", "Bearer " + new string('f', 8_000), "Bearer ..", "Bearer eyJhbGciOiJFUzI1NiJ9.e30.AAAA", "Bearer {}.{}.{}", "Negotiate",
    ];

    /// <summary>The request that once matched two routes and failed before any limit.</summary>
    public static HostileRequest TwoStores(string value = "registry,mutual-aid") => new(
        "POST", "/ordre.common.v1.AuditService/VerifyAuditLog", [("content-type", "application/grpc"), ("te", "trailers"), ("ordre-store", value)], [0, 0, 0, 0, 0]);

    /// <param name="tokens">Valid tokens, of which some requests carry one; none for requests that must not pass the door.</param>
    public static HostileRequest Make(int seed, IReadOnlyList<string> tokens)
    {
        var random = new Random(seed);
        if (random.Next(50) == 0)
            return TwoStores(Pick(random, Stores));
        var headers = new List<(string Name, string Value)>();
        if (random.Next(3) > 0)
            headers.Add(("content-type", Pick(random, Types)));
        for (var times = random.Next(4) == 0 ? random.Next(1, 4) : 0; times > 0; times--)
            headers.Add(("ordre-store", Pick(random, Stores)));
        for (var times = random.Next(4); times > 0; times--)
        {
            var (name, values) = Pick(random, Others);
            headers.Add((name, Pick(random, values)));
        }

        if (random.Next(100) == 0)
            headers.AddRange(Enumerable.Range(0, random.Next(40, 90)).Select(n => ($"x-{n}", "a")));
        if (random.Next(200) == 0)
            headers.Add(("x-huge", new string('g', 20_000)));
        if (tokens.Count > 0 && random.Next(4) > 0)
            headers.Add(("authorization", "Bearer " + Pick(random, tokens)));
        if (random.Next(tokens.Count > 0 ? 10 : 2) == 0)
            headers.Add(("authorization", Pick(random, FalseTokens)));

        var body = new byte[random.Next(3) == 0 ? random.Next(0, 200) : random.Next(300) == 0 ? 70_000 : 0];
        random.NextBytes(body);
        return new HostileRequest(random.Next(3) == 0 ? Pick(random, Methods) : random.Next(2) == 0 ? "POST" : "GET", MakePath(random), headers, body);
    }

    public override string ToString() =>
        $"{Method} {Path} | {string.Join(" | ", Headers.Select(header => $"{header.Name}: {(header.Value.Length > 80 ? header.Value[..80] : header.Value)}"))} | {Body.Length} bytes";

    private static string MakePath(Random random)
    {
        var path = new StringBuilder(Pick(random, Paths));
        for (var times = random.Next(3); times > 0; times--)
            path.Insert(random.Next(2) == 0 ? path.Length : random.Next(path.Length + 1), Pick(random, Parts));
        if (random.Next(100) == 0)
            path.Append(random.Next(2) == 0 ? "?" : "/").Append('a', random.Next(7_000, 9_000));
        if (random.Next(20) == 0)
            path.Insert(random.Next(path.Length + 1), (char)random.Next(0x21, 0x7F));
        return path.ToString();
    }

    private static T Pick<T>(Random random, IReadOnlyList<T> list) => list[random.Next(list.Count)];
}
