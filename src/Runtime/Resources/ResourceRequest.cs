using System.Globalization;

namespace Orleans.Ray.Resources;

/// <summary>What an attribute or its overrides ask for, checked when it becomes a <see cref="ResourceSet"/>.</summary>
internal sealed record ResourceRequest
{
    private static readonly IReadOnlyDictionary<string, double> NoCustom = new Dictionary<string, double>();

    public double NumCpus { get; init; } = 1;

    public double NumGpus { get; init; }

    public long Memory { get; init; }

    public IReadOnlyDictionary<string, double> Custom { get; init; } = NoCustom;

    /// <summary>Reads <c>"tpu=2, disk=0.5"</c>.</summary>
    public static IReadOnlyDictionary<string, double> Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return NoCustom;
        }

        var amounts = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0 || !double.TryParse(part.AsSpan(equals + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out var amount))
            {
                throw new ArgumentException($"'{part}' in Resources = \"{text}\" is not a resource; write it as name=amount, for example \"tpu=2, disk=0.5\".", nameof(text));
            }

            amounts[part[..equals].TrimEnd()] = amount;
        }

        return amounts;
    }

    /// <summary>This request with what the caller overrides, or null where that changes nothing.</summary>
    public ResourceRequest? Override(double? numCpus, double? numGpus, long? memory, IReadOnlyDictionary<string, double>? custom)
    {
        return numCpus is null && numGpus is null && memory is null && custom is null
            ? null
            : this with
            {
                NumCpus = numCpus ?? NumCpus,
                NumGpus = numGpus ?? NumGpus,
                Memory = memory ?? Memory,
                Custom = custom ?? Custom,
            };
    }

    public ResourceSet ToResourceSet()
    {
        if (NumGpus > 1 && NumGpus != Math.Floor(NumGpus))
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"NumGpus is {NumGpus}; ask for a fraction up to 1, which shares one device, or for a whole number of devices."));
        }

        foreach (var reserved in (string[])[ResourceSet.Cpu, ResourceSet.Gpu, ResourceSet.Memory])
        {
            if (Custom.ContainsKey(reserved))
            {
                throw new ArgumentException($"'{reserved}' is not a custom resource; set {(reserved == ResourceSet.Memory ? "Memory" : $"Num{reserved[0]}{reserved[1..].ToLowerInvariant()}s")} instead.");
            }
        }

        return ResourceSet.Create(
        [
            new(ResourceSet.Cpu, NumCpus),
            new(ResourceSet.Gpu, NumGpus),
            new(ResourceSet.Memory, Memory),
            .. Custom,
        ]);
    }
}
