namespace Orleans.Runtime;

public static class RequestContextExtensions
{
    public static void Import(Dictionary<string, object>? contextData)
    {
        if (contextData is { Count: > 0 } || RequestContext.Current is not null)
        {
            RequestContext.Current = contextData is { Count: > 0 } ? contextData : null;
        }
    }

    public static Dictionary<string, object>? Export(DeepCopier copier)
    {
        if (RequestContext.Current is not { Count: > 0 } values)
        {
            return null;
        }

        var copy = new Dictionary<string, object>(values.Count);
        foreach (var (key, value) in values)
        {
            copy[key] = value is string or Guid or bool or int or long or double ? value : copier.Copy(value);
        }

        return copy;
    }
}
