using System.Text.Json;

namespace Orleans.Storage;

public class SystemTextJsonGrainStorageSerializerOptions
{
    internal JsonSerializerOptions JsonSerializerOptions { get; set; } = new();
}
