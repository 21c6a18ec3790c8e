using Orleans.Runtime;

namespace Orleans.Conformance.Methods;

public interface INoteExtension : IGrainExtension
{
    Task Write(string text);

    Task<string> Read();
}
