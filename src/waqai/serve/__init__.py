"""The server: one desk that knows everything, a REST API and a web workbench that both ask it.

desk        `Desk`: what can be asked of a chronicle and said about it; API and pages know nothing else
views       what the desk answers with
app         the application: API, and the workbench where it is wanted
api         the routes under /api/v1
web         the workbench (NiceGUI); `mount(app, desk, settings)` puts it on an application
"""
