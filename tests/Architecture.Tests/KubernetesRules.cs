using System.Globalization;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace OrdreCouncils.Tests.Architecture;

/// <summary>A rule for every rendered workload, and an edit of the manifests that must break it, which proves that the rule can fail.</summary>
/// <param name="Faults">Places in the manifests that break the rule.</param>
/// <param name="Find">Text of the rendered manifests that the edit replaces.</param>
/// <param name="Replace">Replacement that must break the rule.</param>
internal sealed partial record KubernetesRule(string Name, Func<KubernetesManifests, IEnumerable<string>> Faults, string Find, string Replace)
{
    /// <summary>One per side of the wall of medical secrecy. Persons reach them, no process calls them, and they call the gateway as any caller does, by its
    /// public name: so they have no certificate of the platform. They keep no audit log: their sessions and drafts are no record of a council.</summary>
    internal static readonly string[] Consoles = ["console-ordre", "console-entraide"];

    private static readonly string[] Services = ["registry", "discipline", "mutual-aid", "communiques"];

    /// <summary>Processes that recognise each other by certificates of the platform.</summary>
    private static readonly string[] Mutual = ["gateway", .. Services];

    /// <summary>Processes that the outside reaches.</summary>
    private static readonly string[] Entrances = ["gateway", .. Consoles];

    private static readonly string[] Processes = [.. Mutual, .. Consoles];

    public static readonly IReadOnlyList<KubernetesRule> All =
    [
        new("every process is there",
            all => Processes.Except(all.Deployments.Select(Name_)), "name: console-entraide\n", "name: other\n"),
        Pod("runs as an ordinary user", (_, pod) => pod.Text("securityContext", "runAsNonRoot") == "true" && Number(pod.Text("securityContext", "runAsUser")) > 0,
            "runAsNonRoot: true", "runAsNonRoot: false"),
        Pod("runs under the default seccomp profile", (_, pod) => pod.Text("securityContext", "seccompProfile", "type") == "RuntimeDefault",
            "type: RuntimeDefault", "type: Unconfined"),
        Container("cannot gain privileges", (_, container) =>
                container.Text("securityContext", "allowPrivilegeEscalation") == "false" && container.At("securityContext", "privileged") is null,
            "allowPrivilegeEscalation: false", "allowPrivilegeEscalation: true"),
        Container("drops every capability", (_, container) =>
                container.Items("securityContext", "capabilities", "drop").Any(item => item.Text() == "ALL")
                && container.At("securityContext", "capabilities", "add") is null,
            "- ALL", "- NET_RAW"),
        Container("writes to /tmp only", (_, container) =>
                container.Text("securityContext", "readOnlyRootFilesystem") == "true"
                && container.Items("volumeMounts").All(mount => mount.Text("mountPath") == "/tmp" || mount.Text("readOnly") == "true"),
            "readOnlyRootFilesystem: true", "readOnlyRootFilesystem: false"),
        Pod("mounts no folder of its node", (_, pod) =>
                pod.Items("volumes").All(volume => volume.At("emptyDir") is not null || Secrets(volume).Any())
                && pod.At("hostNetwork") is null && pod.At("hostPID") is null && pod.At("hostIPC") is null,
            "emptyDir:\n          sizeLimit: 256Mi", "hostPath:\n          path: /var"),
        Container("asks for and is bound to processor and memory", (_, container) =>
                new[] { "requests", "limits" }.All(side => new[] { "cpu", "memory" }.All(what => container.Text("resources", side, what).Length > 0)),
            "limits:\n            cpu: \"2\"\n            memory:", "limits:\n            memory:"),
        Pod("has time to drain", (_, pod) => pod.Items("containers").All(container =>
                Number(container.Text("lifecycle", "preStop", "sleep", "seconds")) is > 0 and var sleep
                && Number(pod.Text("terminationGracePeriodSeconds")) > sleep + ServiceDefaults.Hosting.ServiceHost.DrainLimit.TotalSeconds),
            "terminationGracePeriodSeconds: 45", "terminationGracePeriodSeconds: 30"),
        // The gateway's ports without TLS are in no Service; those of the services do not exist, so they have a port for health alone.
        Container("is probed for life and for readiness", (_, container) =>
                container.Text("livenessProbe", "httpGet", "path") == "/health/live"
                && container.Text("readinessProbe", "httpGet", "path") == "/health/ready"
                && container.Text("startupProbe", "httpGet", "path") == "/health/live"
                && new[] { "livenessProbe", "readinessProbe", "startupProbe" }.All(probe =>
                    container.Text(probe, "httpGet", "port") == (container.Text("name") == "gateway" ? "http" : "health")),
            "path: /health/ready", "path: /health/live"),
        Pod("spreads over zones and nodes", (deployment, pod) =>
                new[] { "topology.kubernetes.io/zone", "kubernetes.io/hostname" }.All(key => pod.Items("topologySpreadConstraints").Any(constraint =>
                    constraint.Text("topologyKey") == key && constraint.Text("labelSelector", "matchLabels", "app.kubernetes.io/name") == Name_(deployment))),
            "topologyKey: topology.kubernetes.io/zone", "topologyKey: rack"),
        Container("names its image without a registry, by a tag that does not move, in production by digest", (all, container) =>
                (all.IsProduction ? PinnedImage() : TaggedImage()).IsMatch(container.Text("image")),
            "@sha256:", ":latest-"),
        Pod("has its own account, which holds no token", (deployment, pod) =>
                pod.Text("serviceAccountName") == Name_(deployment) && pod.Text("automountServiceAccountToken") == "false",
            "serviceAccountName: mutual-aid", "serviceAccountName: discipline"),
        new("no account holds a token",
            all => Processes.Where(name => all.Find("ServiceAccount", name).Text("automountServiceAccountToken") != "false"),
            "automountServiceAccountToken: false\nkind", "automountServiceAccountToken: true\nkind"),
        new("every process may be disrupted one pod at a time, and scales",
            all => all.Deployments.Select(Name_).Where(name =>
                all.Find("PodDisruptionBudget", name).Text("spec", "maxUnavailable") != "1"
                || all.Find("PodDisruptionBudget", name).Text("spec", "selector", "matchLabels", "app.kubernetes.io/name") != name
                || all.Find("HorizontalPodAutoscaler", name).Text("spec", "scaleTargetRef", "name") != name),
            "maxUnavailable: 1\n  selector", "maxUnavailable: 100%\n  selector"),
        new("production runs two pods of each at least",
            all => all.Of("HorizontalPodAutoscaler").Where(scaler => all.IsProduction && Number(scaler.Text("spec", "minReplicas")) < 2).Select(Name_),
            "minReplicas: 2", "minReplicas: 1"),
        new("every service finds its pods and their ports",
            all => all.Of("Service").Where(service =>
                all.Find("Deployment", service.Text("spec", "selector", "app.kubernetes.io/name")) is not { } deployment
                || service.Items("spec", "ports").Any(port => !deployment.Items("spec", "template", "spec", "containers")[0].Items("ports")
                    .Any(open => open.Text("name") == port.Text("targetPort")))).Select(Name_),
            "targetPort: grpc", "targetPort: grcp"),
        // Load balancers spread what comes from outside.
        new("callers see every replica",
            all => all.Of("Service").Where(service => !Entrances.Contains(Name_(service)) && service.Text("spec", "clusterIP") != "None").Select(Name_),
            "clusterIP: None", "clusterIP: 10.0.0.1"),
        new("production opens TLS only",
            all => Entrances.SelectMany(name => all.Find("Service", name).Items("spec", "ports"))
                .Where(port => all.IsProduction && port.Text("targetPort") != "tls").Select(port => port.Text("name")),
            "name: tls\n    port: 443\n    targetPort: tls", "name: http\n    port: 80\n    targetPort: http"),
        // By the caller's address, which another kind of balancing hides, the gateway counts calls.
        new("production is reached by load balancers that keep the caller's address, and by nothing else",
            all => all.Of("Service").Where(service => all.IsProduction
                && (service.Text("spec", "type"), service.Text("spec", "externalTrafficPolicy"))
                    != (Entrances.Contains(Name_(service)) ? ("LoadBalancer", "Local") : ("", ""))).Select(Name_),
            "app.kubernetes.io/name: console-ordre\n  type: LoadBalancer", "app.kubernetes.io/name: console-ordre\n  type: NodePort"),
        Pod("shows the outside a certificate of its own, or in development one made at start", (deployment, pod) => !Entrances.Contains(Name_(deployment))
                || pod.Items("containers")[0].Items("env").Any(entry => entry.Text("name") == "Tls__Development")
                || pod.Items("volumes").Any(volume => volume.Text("name") == "tls" && volume.Text("secret", "secretName") == $"{Name_(deployment)}-tls"),
            "secretName: console-entraide-tls", "secretName: console-ordre-tls"),
        new("the namespace admits restricted pods only",
            all => all.Of("Namespace").Where(space => space.Text("metadata", "labels", "pod-security.kubernetes.io/enforce") != "restricted").Select(Name_),
            "enforce: restricted", "enforce: privileged"),
        new("the namespace names the version of the restrictions",
            all => all.Of("Namespace").Where(space => !PinnedVersion().IsMatch(space.Text("metadata", "labels", "pod-security.kubernetes.io/enforce-version"))).Select(Name_),
            "enforce-version: v1.32", "enforce-version: latest"),
        Pod("reads keys that no other user of its node can", (_, pod) => pod.Items("volumes").Where(volume => Secrets(volume).Any())
                .All(volume => (volume.At("projected") ?? volume.At("secret")).Text("defaultMode") is "288" or "0440"),
            "defaultMode: 288", "defaultMode: 420"),
        Container("has no secret in its environment", (_, container) =>
                container.Items("env").All(entry => entry.At("valueFrom", "secretKeyRef") is null)
                && container.Items("envFrom").All(from => from.At("secretRef") is null),
            "name: Identity__ClientId\n          value: svc-discipline",
            "name: Identity__ClientSecret\n          valueFrom:\n            secretKeyRef:\n              name: discipline-identity\n              key: client-secret"),
        Pod("keeps the key of an authority out of its files", (_, pod) => pod.Items("volumes").SelectMany(Secrets)
                .All(secret => !secret.Name.EndsWith("-db-ca", StringComparison.Ordinal) || secret.Keys is ["ca.crt"]),
            "- key: ca.crt", "- key: ca.key"),
        Container("calls other processes over TLS", (all, container) => all.Environment(container)
                .Where(pair => pair.Key.StartsWith("Services__", StringComparison.Ordinal))
                .All(pair => pair.Value.StartsWith("https://", StringComparison.Ordinal)),
            "https://registry:8081", "http://registry:8081"),
        Pod("has a certificate of its own for both ends of a connection", (deployment, pod) => Consoles.Contains(Name_(deployment))
                || pod.Items("volumes").Any(volume => volume.Text("secret", "secretName") == $"{Name_(deployment)}-mutual-tls"),
            "secretName: mutual-aid-mutual-tls\n", "secretName: discipline-mutual-tls\n"),
        new("each certificate names one process, for both uses, by the platform's authority",
            all => Mutual.Where(name => all.Find("Certificate", $"{name}-mutual-tls") is not { } certificate
                || certificate.Text("spec", "secretName") != $"{name}-mutual-tls"
                || certificate.Items("spec", "dnsNames").Select(item => item.Text()).Single() != name
                || new[] { "server auth", "client auth" }.Except(certificate.Items("spec", "usages").Select(item => item.Text())).Any()
                || certificate.Text("spec", "issuerRef", "name") != "platform"),
            "dnsNames:\n  - mutual-aid", "dnsNames:\n  - discipline"),
        Pod("signs checkpoints of its audit log", (deployment, pod) => !Services.Contains(Name_(deployment))
                || (pod.Items("containers")[0].Items("env").Any(entry =>
                        entry.Text("name") == "Audit__KeyFiles__0" && entry.Text("value") == "/etc/audit/current.pem")
                    && pod.Items("volumes").Any(volume => volume.Text("secret", "secretName") == $"{Name_(deployment)}-audit-keys")),
            "secretName: communiques-audit-keys", "secretName: registry-audit-keys"),
        new("every service accepts the callers that its network policy admits",
            all => all.Deployments.Where(deployment => !Entrances.Contains(Name_(deployment))
                && !Callers(all, deployment).ToHashSet().SetEquals(Admitted(all, Name_(deployment)))).Select(Name_),
            "name: MutualTls__Callers__0\n          value: gateway", "name: MutualTls__Callers__0\n          value: communiques"),
        new("every outgoing connection names where it goes",
            all => all.Of("NetworkPolicy").Where(policy => policy.Items("spec", "egress").Any(rule => rule.Items("to").Count == 0)).Select(Name_),
            "  - ports:\n    - port: 6443\n      protocol: TCP\n    to:\n    - ipBlock:\n        cidr: 10.0.0.1/32",
            "  - ports:\n    - port: 6443\n      protocol: TCP"),
        .. OwnThings,
    ];

    private static KubernetesRule Pod(string name, Func<YamlNode, YamlNode, bool> holds, string find, string replace) => new(
        name,
        all => all.Deployments.Where(deployment => !holds(deployment, deployment.At("spec", "template", "spec")!)).Select(Name_),
        find,
        replace);

    private static KubernetesRule Container(string name, Func<KubernetesManifests, YamlNode, bool> holds, string find, string replace) => new(
        name,
        all => all.Deployments.Where(deployment => !Containers(deployment).All(container => holds(all, container))).Select(Name_),
        find,
        replace);

    private static IEnumerable<YamlNode> Containers(YamlNode deployment) =>
        deployment.Items("spec", "template", "spec", "containers").Concat(deployment.Items("spec", "template", "spec", "initContainers"));

    /// <summary>Secrets of a volume with the keys that it takes of each; no key for all. Empty for a volume of another kind.</summary>
    private static IEnumerable<(string Name, string[] Keys)> Secrets(YamlNode volume) =>
        volume.At("secret") is { } secret ? [(secret.Text("secretName"), Keys(secret))]
        : volume.Items("projected", "sources") is { Count: > 0 } sources && sources.All(source => source.At("secret") is not null)
            ? sources.Select(source => (source.Text("secret", "name"), Keys(source.At("secret")!)))
        : [];

    private static string[] Keys(YamlNode secret) => [.. secret.Items("items").Select(item => item.Text("key"))];

    private static IEnumerable<string> Callers(KubernetesManifests all, YamlNode deployment) =>
        all.Environment(Containers(deployment).First())
            .Where(pair => pair.Key.StartsWith("MutualTls__Callers__", StringComparison.Ordinal)).Select(pair => pair.Value);

    private static IEnumerable<string> Admitted(KubernetesManifests all, string service) => all.Find("NetworkPolicy", service)
        .Items("spec", "ingress").SelectMany(rule => rule.Items("from")).Select(from => from.Text("podSelector", "matchLabels", "app.kubernetes.io/name"));

    private static string Name_(YamlNode node) => node.Text("metadata", "name");

    private static int Number(string text) => int.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : 0;

    [GeneratedRegex("^ordre-councils/[a-z-]+@sha256:[0-9a-f]{64}$")]
    private static partial Regex PinnedImage();

    [GeneratedRegex("^ordre-councils/[a-z-]+:(?!latest$)[a-z0-9.-]+$")]
    private static partial Regex TaggedImage();

    [GeneratedRegex(@"^v1\.\d+$")]
    private static partial Regex PinnedVersion();
}
