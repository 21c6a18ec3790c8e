using System.Text.Json;

namespace Orleans.Storage;

public class SystemTextJsonGrainStorageSerializerOptions
{
    public JsonSerializerOptions JsonSerializerOptions { get; set; } = new();
}
