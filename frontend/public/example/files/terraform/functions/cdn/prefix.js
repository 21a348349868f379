// The first part of the path only chose the origin.
function handler(event) {
  var request = event.request;
  request.uri = request.uri.replace(/^\/[^/]*/, '') || '/';
  return request;
}
