using System.Globalization;
using Orleans.Ray.Store;
using Orleans.Ray.StoreProcess;

// Arguments: the socket; then nothing, for commands on the standard input until that ends, or "soak" and what SoakPlan has.
using var client = StoreClient.Connect(args[0]);
if (args is [_, "soak", .. var plan])
{
    var soak = new SoakWorker(SoakPlan.Parse(plan), client, (id, wait) => client.Get(id, wait));
    Console.WriteLine("started");
    var ending = Task.Run(Console.In.ReadToEnd);
    soak.Run(() => ending.IsCompleted);
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ended {soak.Reads} {soak.Creations}"));
    return;
}

Console.WriteLine("started");
var commands = new Commands(client);
while (Console.ReadLine() is { } line)
{
    try
    {
        Console.WriteLine(commands.Run(line.Split(' ')));
    }
    catch (Exception exception)
    {
        Console.WriteLine($"{exception.GetType().Name}: {exception.Message.ReplaceLineEndings(" ")}");
    }
}
