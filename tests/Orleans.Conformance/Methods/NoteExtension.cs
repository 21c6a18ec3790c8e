using Orleans.Runtime;

namespace Orleans.Conformance.Methods;

public sealed class NoteExtension(IGrainContext context) : INoteExtension
{
    private string _text = string.Empty;

    public Task Write(string text)
    {
        _text = text;
        return Task.CompletedTask;
    }

    public Task<string> Read() => Task.FromResult($"{context.GrainId.Key}: {_text}");
}
