global using System.Net;
global using Microsoft.Extensions.DependencyInjection;
global using Microsoft.Extensions.Logging;
global using Microsoft.Extensions.Options;
global using Orleans.Configuration;
global using Orleans.Redis;
global using Orleans.Runtime;
global using StackExchange.Redis;
